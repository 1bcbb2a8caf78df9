/** What a page sees that was served without the headers for isolation: everything must work on one thread. */
Reflect.deleteProperty(globalThis, "SharedArrayBuffer");

// The reactive runtime waits for animation frames where there are any; in a frame that nobody sees they do not come.
Object.defineProperty(globalThis, "requestAnimationFrame", { value: undefined, configurable: true });

export {};

import { languageNames } from "./language";

/** What a worker for cells goes on with: the language, and what Observable's runtime and the cell API call. */
const staying = new Set([
  ...languageNames,
  "globalThis",
  "undefined",
  "EvalError",
  "ReferenceError",
  "SyntaxError",
  "URIError",
  "Symbol",
  "Iterator",
]);

/** Prototypes of what leads out of the worker: a function put in their place would get the page's port into its hands. */
const lockedNames = ["MessagePort", "MessageEvent", "Event", "Performance", "TextDecoder", "TextEncoder", "DOMException", "Blob", "URL"];

/**
 * Leaves the global object of a worker no more than cells may name: whoever gets hold of it in spite of the compiler, through a callback without an
 * owner or a fault of ours, holds the language and nothing else. What stays cannot be put another in place of. Comes last: what the worker itself
 * needs of the rest it has taken before.
 */
export function emptyScope(scope: object): void {
  for (const name of lockedNames) {
    const { prototype } = (Reflect.get(scope, name) ?? {}) as { prototype?: object };
    if (prototype) Object.freeze(prototype);
  }
  for (let holder: object | null = scope; holder !== null && holder !== Object.prototype; holder = Object.getPrototypeOf(holder) as object | null)
    for (const name of Object.getOwnPropertyNames(holder))
      settle(holder, name, staying.has(name) ? (Reflect.get(scope, name) as unknown) : undefined);
}

function settle(holder: object, name: string, value: unknown): void {
  try {
    Object.defineProperty(holder, name, { value, writable: false, configurable: false });
  } catch {
    // What cannot be changed stays; the frame's policy keeps it from reaching anything.
  }
}

/**
 * Makes the language itself unchangeable in a thread for cells: what one of them did to `Object.prototype` would reach every other cell and the
 * functions of the cell API. Also takes the ways in which text becomes code, and what a cell has no business with. For the thread's own safety;
 * the page does not rest on it.
 */
export function lockIntrinsics(scope: object): void {
  const found = new Set<object>();
  for (const name of intrinsicNames) collect(Reflect.get(scope, name), found);
  for (const make of [function () {}, async function () {}, function* () {}, async function* () {}]) {
    const prototype = Object.getPrototypeOf(make) as object;
    collect(prototype, found);
    Object.defineProperty(prototype, "constructor", { value: noCode, writable: false, configurable: false });
  }
  collect(Object.getPrototypeOf(Object.getPrototypeOf([][Symbol.iterator]())), found);
  collect(Object.getPrototypeOf(Int8Array), found);
  for (const object of found) allowOverriding(object);
  for (const object of found) Object.freeze(object);
  for (const name of refusedNames) refuse(scope, name);
}

const intrinsicNames = (
  "AggregateError Array ArrayBuffer BigInt BigInt64Array BigUint64Array Boolean DataView Date Error EvalError Float32Array Float64Array " +
  "FinalizationRegistry Int16Array Int32Array Int8Array Intl Iterator JSON Map Math Number Object Promise Proxy RangeError ReferenceError Reflect RegExp Set " +
  "String Symbol SyntaxError TypeError URIError Uint16Array Uint32Array Uint8Array Uint8ClampedArray WeakMap WeakRef WeakSet"
).split(" ");

const refusedNames = (
  "fetch XMLHttpRequest WebSocket WebSocketStream WebTransport EventSource importScripts indexedDB caches BroadcastChannel Worker SharedWorker " +
  "RTCPeerConnection postMessage eval Function"
).split(" ");

function noCode(): never {
  throw new TypeError("a cell cannot make code out of text: declare a function instead");
}

/** An intrinsic, its prototype and what they hold. */
function collect(value: unknown, found: Set<object>): void {
  if ((typeof value !== "object" && typeof value !== "function") || value === null || found.has(value)) return;
  found.add(value);
  for (const property of Object.values(Object.getOwnPropertyDescriptors(value))) {
    if ("value" in property) collect(property.value, found);
    else for (const accessor of [property.get, property.set]) collect(accessor, found);
  }
}

/**
 * A frozen prototype would forbid `error.name = …` on every error: assigning what a prototype holds as read-only is refused. Such names become
 * accessors whose setter puts the value on the object itself, as assigning would have.
 */
function allowOverriding(object: object): void {
  for (const name of ["constructor", "name", "message", "toString", "valueOf", "toJSON", "toLocaleString", "hasOwnProperty"]) {
    const property = Object.getOwnPropertyDescriptor(object, name);
    if (!property || !("value" in property) || !property.configurable || (typeof object === "function" && object !== Function.prototype)) continue;
    const { value, enumerable } = property;
    Object.defineProperty(object, name, {
      get: () => value as unknown,
      set(this: object, newer: unknown) {
        if (this === object) throw new TypeError(`Cannot assign to read only property '${name}'`);
        Object.defineProperty(this, name, { value: newer, writable: true, enumerable: true, configurable: true });
      },
      enumerable: enumerable ?? false,
      configurable: false,
    });
  }
}

function refuse(scope: object, name: string): void {
  for (let holder: object | null = scope; holder; holder = Object.getPrototypeOf(holder) as object | null) {
    if (!Object.hasOwn(holder, name)) continue;
    try {
      Object.defineProperty(holder, name, { value: undefined, writable: false, configurable: false });
    } catch {
      // What cannot be taken is out of reach by the policy.
    }
  }
}

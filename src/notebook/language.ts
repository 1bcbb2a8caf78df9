import { uniformAt } from "../core/field/philox";

/** What cells may use of the language and its surroundings. No network, no page: a notebook can be run again anywhere. */
export const languageNames: readonly string[] = (
  "AggregateError Array ArrayBuffer BigInt BigInt64Array BigUint64Array Boolean DataView Date Error Float32Array Float64Array Infinity " +
  "Int16Array Int32Array Int8Array Intl JSON Map Math NaN Number Object Promise Proxy RangeError Reflect RegExp Set String Symbol TextDecoder " +
  "TextEncoder TypeError Uint16Array Uint32Array Uint8Array Uint8ClampedArray WeakMap WeakSet atob btoa clearTimeout decodeURIComponent " +
  "encodeURIComponent isFinite isNaN parseFloat parseInt performance setTimeout structuredClone"
).split(" ");

/**
 * The names of the language with their values, for a cell with this key. Its `Math.random` begins with numbers that depend on the code alone, so
 * that a cell gives the same whenever it is run.
 */
export function languageOf(scope: object): (key: string) => Record<string, unknown> {
  const names = Object.fromEntries(languageNames.filter((name) => name in scope).map((name) => [name, callable(scope, name)]));
  const performance = clockOf(scope as typeof globalThis);
  return (key) => ({ ...names, performance, Math: seededMath(hashOf(key)) });
}

/** The clock alone: the browser's own object leads, by way of its events, to the worker's. */
const clockOf = ({ performance }: typeof globalThis): Pick<Performance, "now"> => Object.freeze({ now: () => performance.now() });

/** Timers insist on being called as functions of the global object. */
function callable(scope: object, name: string): unknown {
  const value: unknown = Reflect.get(scope, name);
  return typeof value === "function" && /^[a-z]/.test(name) ? (value.bind(scope) as unknown) : value;
}

function seededMath(seed: number): Math {
  let drawn = 0;
  const random = () => uniformAt(seed, drawn++, 0, 0);
  return Object.freeze(Object.defineProperties({} as Math, { ...Object.getOwnPropertyDescriptors(Math), random: { value: random } }));
}

/** FNV-1a, 32 bits (Fowler, Noll, Vo). */
function hashOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  return hash >>> 0;
}

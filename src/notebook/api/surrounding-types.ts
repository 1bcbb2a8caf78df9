/** What else a cell may use beside the language, as the editor knows it. */
export const surroundingTypes = `
/** Shows a value. The last expression of a cell is shown without it. */
declare function show(value: unknown): void;
/** Tells how far a long cell has come, from 0 to 1. */
declare function progress(share: number): void;
declare const console: { log(...values: unknown[]): void; info(...values: unknown[]): void; debug(...values: unknown[]): void; warn(...values: unknown[]): void; error(...values: unknown[]): void };
declare function setTimeout(callback: () => void, milliseconds?: number): number;
declare function clearTimeout(id: number): void;
declare function structuredClone<T>(value: T): T;
declare function atob(text: string): string;
declare function btoa(text: string): string;
declare class TextDecoder { decode(bytes?: ArrayBufferView | ArrayBuffer): string }
declare class TextEncoder { encode(text: string): Uint8Array }
declare const performance: { now(): number };
`;

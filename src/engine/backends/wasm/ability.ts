/** Bytes of a module with one SIMD instruction: what is validated is there. */
const simdModule = [
  0, 97, 115, 109, 1, 0, 0, 0, 1, 5, 1, 96, 0, 1, 123, 3, 2, 1, 0, 10, 22, 1, 20, 0, 253, 12, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 11,
];

/** Whether WebAssembly with 128-bit vectors runs here. */
export const hasSimd = (): boolean => typeof WebAssembly === "object" && WebAssembly.validate(Uint8Array.from(simdModule));

/** Whether threads can share memory: in a page only where its headers isolate it. */
export const hasSharedMemory = (): boolean =>
  typeof SharedArrayBuffer === "function" && (globalThis as { crossOriginIsolated?: boolean }).crossOriginIsolated !== false;

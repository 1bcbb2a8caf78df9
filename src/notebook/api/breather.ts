/** Milliseconds of work after which a long function lets the worker hear a Stop. */
const breathMs = 50;

/** Pauses when it is time to; resolves to whether it did. */
export function breather(): () => Promise<boolean> {
  let last = performance.now();
  return async () => {
    if (performance.now() - last < breathMs) return false;
    await new Promise((resolve) => setTimeout(resolve));
    last = performance.now();
    return true;
  };
}

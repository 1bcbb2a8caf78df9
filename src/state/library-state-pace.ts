/** Bytes a second that writing states may take of a disk that other things want too. */
const bytesPerSecond = 8e6;
const leastMs = 2000;
/** Above this the whole state is kept only while the run stands still: to copy it would hold up the run. */
const mostBytes = 256e6;

/** Milliseconds from one keeping of a state of so many bytes to the next while it runs; null where it is kept only when the run stands still. */
export const stateEveryMs = (bytes: number): number | null => (bytes > mostBytes ? null : Math.max(leastMs, (1000 * bytes) / bytesPerSecond));

/** Bytes of the arrays anywhere in a value. */
export function bytesIn(value: unknown): number {
  if (ArrayBuffer.isView(value)) return value.byteLength;
  if (typeof value !== "object" || value === null) return 0;
  return Object.values(value).reduce((sum: number, item) => sum + bytesIn(item), 0);
}

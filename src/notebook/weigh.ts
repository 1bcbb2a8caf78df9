/**
 * About how many bytes plain data take when it is copied from thread to thread: what is met twice counts twice, as it would be drawn twice.
 * Ends as soon as it is more than `most`, so that data without end, or that runs in a circle, is weighed too.
 */
export function weigh(value: unknown, most: number): number {
  let weight = 0;
  // Not by recursion: data may be nested deeper than the stack is high.
  const left: unknown[] = [value];
  while (left.length > 0 && weight <= most) {
    const item = left.pop();
    weight += 8;
    if (typeof item === "string") weight += 2 * item.length;
    else if (ArrayBuffer.isView(item) || item instanceof ArrayBuffer) weight += item.byteLength;
    else if (typeof item === "object" && item !== null) for (const part of partsOf(item, most - weight)) left.push(part);
  }
  return weight;
}

/** What an object holds, its keys too; of one with more parts than there is weight left, so many only. */
function partsOf(value: object, most: number): unknown[] {
  const kept = Math.ceil(most / 8) + 1;
  if (value instanceof Map || value instanceof Set) return [...value].flat().slice(0, kept);
  return Array.isArray(value) ? value.slice(0, kept) : Object.entries(value).flat().slice(0, kept);
}

/** Neighbouring lanes that are taken together: as many numbers as a line of the memory's cache holds, twice. */
const together = 16;

/**
 * Changes an array in C order lane by lane: all rows of cells along one axis. Lanes that lie across memory are copied out in bundles,
 * since a step from one of their cells to the next is a step to another line of the cache.
 * @param work changes the lane that it is given, in place.
 */
export function changeLanes(values: Float64Array, shape: readonly number[], axis: number, work: (lane: Float64Array) => void): void {
  const length = shape[axis]!;
  const stride = shape.slice(axis + 1).reduce((product, side) => product * side, 1);
  if (stride === 1) {
    for (let at = 0; at < values.length; at += length) work(values.subarray(at, at + length));
    return;
  }
  const lanes = Array.from({ length: Math.min(stride, together) }, () => new Float64Array(length));
  for (let block = 0; block < values.length; block += stride * length) {
    for (let within = 0; within < stride; within += lanes.length) {
      const count = Math.min(lanes.length, stride - within);
      for (let k = 0, at = block + within; k < length; k++, at += stride)
        for (let lane = 0; lane < count; lane++) lanes[lane]![k] = values[at + lane]!;
      for (let lane = 0; lane < count; lane++) work(lanes[lane]!);
      for (let k = 0, at = block + within; k < length; k++, at += stride)
        for (let lane = 0; lane < count; lane++) values[at + lane] = lanes[lane]![k]!;
    }
  }
}

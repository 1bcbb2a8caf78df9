import type { Mask } from "../define/metric";

/**
 * Distance of each cell's centre to that of the nearest cell outside the set, in cells; 0 outside. What lies outside the frame
 * does not belong to the set, so the distance is finite. Exact: lower envelopes of parabolas along one axis after another
 * (Felzenszwalb, Huttenlocher 2012, Theory of Computing 8:415, doi:10.4086/toc.2012.v008a019).
 */
export function distanceToBackground({ shape, cells }: Mask): Float32Array {
  const longest = Math.max(...shape);
  const far = shape.reduce((sum, side) => sum + (side + 1) ** 2, 0);
  const squares = Float32Array.from(cells, (cell) => (cell === 0 ? 0 : far));
  const envelope: Envelope = {
    line: new Float64Array(longest + 2),
    apices: new Int32Array(longest + 2),
    borders: new Float64Array(longest + 3),
  };
  for (let axis = shape.length - 1, inner = 1; axis >= 0; inner *= shape[axis--]!) {
    const side = shape[axis]!;
    const stride = inner * side;
    for (let from = 0; from < cells.length; from += stride) for (let i = from; i < from + inner; i++) lowerAlong(squares, i, inner, side, envelope);
  }
  return squares.map(Math.sqrt);
}

interface Envelope {
  line: Float64Array;
  apices: Int32Array;
  borders: Float64Array;
}

/** Replaces f(q) by min over p of f(p) + (q − p)² along one line, with a 0 before its first and one after its last cell. */
function lowerAlong(squares: Float32Array, start: number, stride: number, side: number, { line, apices, borders }: Envelope): void {
  const last = side + 1;
  line[0] = line[last] = 0;
  let flat = true;
  for (let q = 1; q < last; q++) {
    line[q] = squares[start + (q - 1) * stride]!;
    if (line[q] !== 0) flat = false;
  }
  if (flat) return;
  let k = 0;
  apices[0] = 0;
  borders[0] = -Infinity;
  for (let q = 1; q <= last; q++) {
    let meet: number;
    for (;;) {
      const p = apices[k]!;
      meet = (line[q]! + q * q - line[p]! - p * p) / (2 * (q - p));
      if (meet > borders[k]!) break;
      k--;
    }
    apices[++k] = q;
    borders[k] = meet;
  }
  borders[k + 1] = Infinity;
  k = 0;
  for (let q = 1; q < last; q++) {
    while (borders[k + 1]! < q) k++;
    const p = apices[k]!;
    squares[start + (q - 1) * stride] = line[p]! + (q - p) ** 2;
  }
}

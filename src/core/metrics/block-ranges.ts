import type { Fluctuation } from "./finite-field";

/** Lowest and highest finite value of each block of cells, in C order; +∞ and −∞ where a block has none. */
export interface BlockRanges {
  shape: readonly number[];
  lowest: Float64Array;
  highest: Float64Array;
}

/** Every cell as a block of its own. */
export function cellRanges({ shape, values, known }: Fluctuation): BlockRanges {
  if (known === null) return { shape, lowest: values, highest: values };
  return {
    shape,
    lowest: values.map((value, i) => (known[i] === 0 ? Infinity : value)),
    highest: values.map((value, i) => (known[i] === 0 ? -Infinity : value)),
  };
}

/** Blocks two by two along every axis in one; the last of an odd number along an axis is left out. */
export function joinedInTwos({ shape, lowest, highest }: BlockRanges): BlockRanges {
  const halved = shape.map((side) => Math.floor(side / 2));
  const [ny, nx] = [shape.at(-2)!, shape.at(-1)!];
  const [my, mx] = [halved.at(-2)!, halved.at(-1)!];
  const size = halved.reduce((product, side) => product * side, 1);
  const joined: BlockRanges = { shape: halved, lowest: new Float64Array(size).fill(Infinity), highest: new Float64Array(size).fill(-Infinity) };
  for (let row = 0; row * nx < lowest.length; row++) {
    const [z, y] = [Math.floor(row / ny) >> 1, (row % ny) >> 1];
    if (y >= my || (shape.length === 3 && z >= halved[0]!)) continue;
    for (let x = 0; x < 2 * mx; x++) {
      const to = ((shape.length === 3 ? z : 0) * my + y) * mx + (x >> 1);
      const from = row * nx + x;
      joined.lowest[to] = Math.min(joined.lowest[to]!, lowest[from]!);
      joined.highest[to] = Math.max(joined.highest[to]!, highest[from]!);
    }
  }
  return joined;
}

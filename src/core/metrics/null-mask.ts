import { undefinedBecause, type Mask, type MetricResult } from "../define/metric";
import { philox } from "../field/philox";
import { dimensionLike, type BoxCountingDetail } from "./box-counting";
import { cellsIn } from "./threshold";

/** Stream of the generator that only null models draw from. */
const nullStream = 0x6e756c6c;

/** What noise alone would give. */
export type NullDetail = {
  /** The dimension of each random mask. */
  draws: number[];
  /** Sample standard deviation of the draws. */
  spread: number;
};

/**
 * Exactly `cells` cells, every choice equally likely: selection sampling (Knuth, The Art of Computer Programming, vol. 2,
 * §3.4.2, algorithm S).
 * @param cells 0 … number of cells in `shape`, or of those inside.
 * @param inside 1 for each cell that may be chosen; null when all may.
 */
export function randomMask(shape: readonly number[], cells: number, seed: number, draw = 0, inside: Uint8Array | null = null): Mask {
  const size = shape.reduce((product, side) => product * side, 1);
  const chosen = new Uint8Array(size);
  let left = cells;
  let open = inside === null ? size : cellsIn({ shape, cells: inside });
  const words = size <= mostKept ? keptWords(size, seed, draw) : null;
  const four = new Uint32Array(4);
  for (let i = 0; left > 0; i++) {
    if (words === null && (i & 3) === 0) drawFour(four, i >>> 2, seed, draw);
    if (inside?.[i] === 0) continue;
    if ((open-- * (words === null ? four[i & 3]! : words[i]!)) / 2 ** 32 >= left) continue;
    chosen[i] = 1;
    left--;
  }
  return { shape, cells: chosen };
}

const drawFour = (out: Uint32Array, index: number, seed: number, draw: number): void =>
  philox(out, index, draw, 0, nullStream, seed | 0, Math.floor(seed / 2 ** 32));

/** Random words are kept for fields of so many cells at most, those of so many draws: a live display asks for the same ones at every frame. */
const [mostKept, drawsKept] = [2 ** 19, 2];
const kept = new Map<string, Uint32Array>();

/** One random word for each cell. */
function keptWords(size: number, seed: number, draw: number): Uint32Array {
  const key = `${size} ${seed} ${draw}`;
  const known = kept.get(key);
  if (known) return known;
  const words = new Uint32Array(4 * Math.ceil(size / 4));
  for (let index = 0; 4 * index < size; index++) drawFour(words.subarray(4 * index, 4 * index + 4), index, seed, draw);
  if (kept.size >= drawsKept) kept.delete(kept.keys().next().value!);
  kept.set(key, words);
  return words;
}

/**
 * The box-counting dimension of random masks with the same shape and number of cells, over the same box edges as the set it
 * stands beside, specks of noise left out: a dimension that noise reaches too says nothing about the set.
 * @param draws ≥ 2 for a spread.
 * @param inside 1 for each cell of the domain, to which the random masks keep; null for all of them.
 */
export function nullDimension(
  mask: Mask,
  like: BoxCountingDetail,
  seed: number,
  draws: number,
  inside: Uint8Array | null = null,
): MetricResult<NullDetail> {
  const cells = cellsIn(mask) - like.specks;
  const values = Array.from({ length: draws }, (_, draw) => dimensionLike(like, randomMask(mask.shape, cells, seed, draw, inside))).filter(
    (value) => value !== null,
  );
  if (values.length === 0) return undefinedBecause(`a random mask of ${cells} cells has no range of box edges to fit`);
  const mean = values.reduce((a, b) => a + b, 0) / values.length;
  const spread = values.length > 1 ? Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (values.length - 1)) : 0;
  return { value: mean, interval: [mean - 2 * spread, mean + 2 * spread], range: like.window, detail: { draws: values, spread } };
}

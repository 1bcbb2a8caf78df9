import { WorkbenchError } from "../core/errors";

/** Values that one file may hold: 16384 × 16384, or 645³. More would not fit into memory beside its own decoding. */
export const mostCells = 2 ** 28;

/** A deflated or LZW stream cannot become more times its own length than this: 1032 for deflate, some 1300 for LZW. */
export const mostExpansion = 2048;

export const unreadable = (name: string, sentence: string): WorkbenchError => new WorkbenchError("data/unreadable", [name], sentence);

/** What a file that ends too early is answered with, whatever its kind. */
export const cutShort = (name: string): WorkbenchError =>
  unreadable(name, "the file is damaged or cut short: it ends before its data do. Copy it again");

/**
 * Number of cells of a shape that a header claims, before anything is set aside for them.
 * @param most cells that may be.
 * @throws WorkbenchError `data/unreadable` for more, `data/empty` for none.
 */
export function cellsOf(name: string, shape: readonly number[], most = mostCells): number {
  const words = shape.join(" × ");
  if (shape.some((side) => side === 0)) throw new WorkbenchError("data/empty", [name], `its shape is ${words}, so it holds no values`);
  const size = shape.reduce((product, side) => product * side, 1);
  if (!(shape.every((side) => Number.isInteger(side) && side > 0) && size <= most))
    throw unreadable(name, `it claims to hold ${words} values; at most ${most} can be read. Scale it down, or cut it into parts`);
  return size;
}

/**
 * Refuses a header that claims more than the bytes after it could ever unpack to.
 * @param claimed bytes once unpacked.
 * @param held bytes of the file.
 */
export function refuseHollow(name: string, claimed: number, held: number, expansion = mostExpansion): void {
  if (claimed > held * expansion) throw cutShort(name);
}

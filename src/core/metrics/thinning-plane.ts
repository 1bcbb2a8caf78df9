import { bitsIn } from "./neighbourhood";
import type { ThinningRule } from "./thinning";

/** Guo and Hall's two passes over the plane: see `guoHall`. */
const candidates = [0, 1].map((pass) => Uint8Array.from({ length: 256 }, (_, code) => (isCandidate(code, pass) ? 1 : 0)));
const free = Uint8Array.from({ length: 256 }, (_, code) => (bitsIn(code) >= 2 && isSimpleInPlane(code) ? 1 : 0));

/**
 * Thinning in the plane (Guo, Hall 1989, Commun. ACM 32:359, doi:10.1145/62065.62074, algorithm A1), for sets that hang
 * together across corners. Unlike that of Zhang and Suen (1984) it thins staircases to single cells and does not eat
 * two-cell-wide diagonals from their ends.
 */
export const guoHall: ThinningRule = {
  passes: 2,
  isCandidate: (code, pass) => candidates[pass]![code] === 1,
  isFree: (code) => free[code] === 1,
};

/** Takes away the inner cells of corners that a skeleton may keep: steps then are diagonal, and the set is one cell thick. */
export const cornerCells: ThinningRule = {
  passes: 1,
  isCandidate: (code) => (code & 0b00000010 || code & 0b01000000) !== 0 && (code & 0b00001000 || code & 0b00010000) !== 0,
  isFree: (code) => free[code] === 1,
};

/** The neighbours clockwise from the north, as 0 or 1. */
function clockwise(code: number): number[] {
  return [1, 2, 4, 7, 6, 5, 3, 0].map((bit) => (code >> bit) & 1);
}

/** Pieces, across corners, of the neighbours, among which only those count that a gap across a face sets apart. */
function piecesAround(code: number): number {
  const ring = clockwise(code);
  return [0, 2, 4, 6].filter((k) => ring[k] === 0 && (ring[k + 1] || ring[(k + 2) % 8])).length;
}

/** Whether the set's topology is the same without the cell: its neighbours form one piece, and so does the gap beside it. */
export function isSimpleInPlane(code: number): boolean {
  return piecesAround(code) === 1;
}

function isCandidate(code: number, pass: number): boolean {
  const ring = clockwise(code);
  const [n, ne, e, se, s, sw, w, nw] = ring.map((one) => one === 1) as [boolean, boolean, boolean, boolean, boolean, boolean, boolean, boolean];
  const pairs = (start: number): number => [0, 2, 4, 6].filter((k) => ring[(k + start) % 8] || ring[(k + start + 1) % 8]).length;
  const thickness = Math.min(pairs(0), pairs(1));
  const keepsSide = pass === 0 ? (n || ne || !se) && e : (s || sw || !nw) && w;
  return isSimpleInPlane(code) && (thickness === 2 || thickness === 3) && !keepsSide;
}

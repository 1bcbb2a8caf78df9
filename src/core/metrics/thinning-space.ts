import { bitsIn, bitsWhere, neighbourhoodIn, type Offset } from "./neighbourhood";
import type { ThinningRule } from "./thinning";

const { offsets } = neighbourhoodIn(3);
const reachOf = (offset: Offset): number => offset.filter((step) => step !== 0).length;
const apart = (a: Offset, b: Offset): number[] => a.map((step, axis) => Math.abs(step - b[axis]!));
/** For each neighbour those other neighbours that touch it. */
const touching = offsets.map((a) => bitsWhere(offsets, (b) => a !== b && Math.max(...apart(a, b)) === 1));
const faces = bitsWhere(offsets, (offset) => reachOf(offset) === 1);
const facesAndEdges = bitsWhere(offsets, (offset) => reachOf(offset) <= 2);
/** For each neighbour those that share a face with it, of the 18 that share a face or edge with the cell. */
const sharingFace = offsets.map((a) => bitsWhere(offsets, (b) => reachOf(b) <= 2 && apart(a, b).reduce((sum, step) => sum + step, 0) === 1));
/** Up, down, north, south, east, west: opposite sides in turn, so that what remains lies in the middle. */
const sides = ([[-1, 0, 0], [1, 0, 0], [0, -1, 0], [0, 1, 0], [0, 0, 1], [0, 0, -1]] as const) // prettier-ignore
  .map((side) => bitsWhere(offsets, (offset) => offset.every((step, axis) => step === side[axis])));

/**
 * Thinning in space to curves (Lee, Kashyap, Chu 1994, CVGIP 56:462, doi:10.1006/cgip.1994.1042): six passes, one for each side
 * that must lie open. The cells of the set hang together across corners (26), the background across faces (6). Where they test
 * Euler number and one piece before marking, and the pieces alone before deleting, the full test for a simple cell
 * stands here both times, so that tunnels cannot open or close.
 */
export const leeKashyapChu: ThinningRule = {
  passes: 6,
  isCandidate: (code, pass) => (code & sides[pass]!) === 0 && isFree(code),
  isFree,
};

function isFree(code: number): boolean {
  return bitsIn(code) >= 2 && isSimpleInSpace(code);
}

/**
 * Whether the set's topology is the same without the cell: its neighbours form one piece, and so does the background beside its
 * faces within the 18-neighbourhood (Malandain, Bertrand 1992, doi:10.1109/ICPR.1992.201996).
 */
export function isSimpleInSpace(code: number): boolean {
  if (code === 0 || flooded(code & -code, code, touching) !== code) return false;
  const background = ~code & facesAndEdges;
  const open = background & faces;
  return open !== 0 && (open & ~flooded(open & -open, background, sharingFace)) === 0;
}

/** All bits of `within` that a bit of `start` reaches. */
function flooded(start: number, within: number, links: readonly number[]): number {
  let reached = start;
  for (let fresh = start; fresh !== 0;) {
    let next = 0;
    for (; fresh !== 0; fresh &= fresh - 1) next |= links[31 - Math.clz32(fresh & -fresh)]!;
    fresh = next & within & ~reached;
    reached |= fresh;
  }
  return reached;
}

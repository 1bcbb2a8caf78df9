import type { CoverTiles } from "./cover-counts";

/** Parts of the bounding box along each axis, in two and in three dimensions. */
const partsAlong = { plane: 4, space: 3 };
/** Tiles of positions along each axis that part the counts finely enough. */
export const tilesForParts = (embedding: number): number => (embedding === 3 ? 12 : 20);

/**
 * Positions of boxes that touch the set, by the part of its bounding box that their middle lies in (the nearest part, for those outside): for each
 * part the number at each edge. A tile that a boundary between parts cuts is shared out by volume.
 * @param edges ascending, within the tiles' bins.
 */
export function volumesOfParts(tiles: CoverTiles, edges: readonly number[]): Float64Array[] {
  const { shape, box, bins, histogram } = tiles;
  const deep = shape[0] > 1;
  const along = deep ? partsAlong.space : partsAlong.plane;
  const parts = Array.from({ length: along ** (deep ? 3 : 2) }, () => new Float64Array(edges.length));
  const shares = edges.map((edge) =>
    ([0, 1, 2] as const).map((axis) =>
      Array.from({ length: shape[axis] }, (_, tile) =>
        axis === 0 && !deep
          ? [[0, 1] as const]
          : sharesOf(tiles.from[axis] + tile * tiles.edge[axis] + (edge - 1) / 2, tiles.edge[axis], box[axis] / along, along),
      ),
    ),
  );
  for (let z = 0, start = 0; z < shape[0]; z++)
    for (let y = 0; y < shape[1]; y++)
      for (let x = 0; x < shape[2]; x++, start += bins) {
        let [volume, s] = [0, 0];
        edges.forEach((edge, i) => {
          while (s < edge) volume += histogram[start + ++s]!;
          if (volume === 0) return;
          const [alongZ, alongY, alongX] = shares[i]!;
          for (const [k, ofZ] of alongZ![z]!)
            for (const [j, ofY] of alongY![y]!)
              for (const [h, ofX] of alongX![x]!) parts[(k * along + j) * along + h]![i]! += volume * ofZ * ofY * ofX;
        });
      }
  return parts;
}

/** The parts, each `side` long, that the stretch from `from` on lies in, and which share of it. */
function sharesOf(from: number, length: number, side: number, along: number): (readonly [part: number, share: number])[] {
  const shares: (readonly [number, number])[] = [];
  for (let part = 0; part < along; part++) {
    const low = part === 0 ? from : Math.max(from, part * side);
    const high = part === along - 1 ? from + length : Math.min(from + length, (part + 1) * side);
    if (high > low) shares.push([part, (high - low) / length]);
  }
  return shares;
}

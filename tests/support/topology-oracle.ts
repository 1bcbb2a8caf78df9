import { readFileSync } from "node:fs";
import type { Mask } from "../../src/core/define/metric";
import { cellSet } from "./cell-sets";
import { blackSet } from "./fractal-images";

type ByReach = { faces: number; all: number };

/** What `tests/oracle/image_topology.py` wrote about one set. */
export interface OracleFacts {
  shape: number[];
  cells: number;
  euler: ByReach;
  components: ByReach;
  perimeterCrofton?: number;
  skeletonCells: { default: number; lee: number };
  skeleton?: { rows: string[]; ends: number; length: number };
  boxCount?: { edges: number[]; counts: number[] };
}

const file = new URL("../golden/oracle-image-topology.json", import.meta.url);
const { values } = JSON.parse(readFileSync(file, "utf8")) as { values: Record<string, OracleFacts> };

/** The script's patterns: the same formulas. */
const patterns: Record<string, () => Mask> = {
  "scatter 30 %": () => cellSet([61, 83], (x, y) => (x * 73 + y * 151 + x * y * 31) % 97 < 29),
  "scatter 60 %": () => cellSet([61, 83], (x, y) => (x * 73 + y * 151 + x * y * 31) % 97 < 58),
  net: () => cellSet([101, 121], (x, y) => x % 20 < 5 || y % 24 < 5),
  rings: () => cellSet([128, 128], (x, y) => Math.floor(((x - 64) ** 2 + (y - 61) ** 2) / 300) % 3 === 0),
  cross: () =>
    cellSet([121, 131], (x, y) => {
      const onBand = Math.abs(3 * (x - 65) + 2 * (y - 60)) <= 14 || Math.abs(x - 65 - 3 * (y - 60)) <= 12;
      return onBand && Math.abs(x - 65) < 55 && Math.abs(y - 60) < 50;
    }),
  fork: () =>
    cellSet([121, 121], (x, y) => {
      const stem = Math.abs(x - 60) <= 3 && y >= 58 && y < 110;
      return stem || (y <= 60 && y > 15 && (Math.abs(x - y) <= 4 || Math.abs(x + y - 120) <= 4));
    }),
  blobs: () => cellSet([96, 96], (x, y) => Math.floor((x * x + 2 * y * y + x * y) / 40) % 5 < 3),
  "scatter in space 20 %": () => cellSet([17, 19, 23], (x, y, z) => (x * 73 + y * 151 + z * 37 + x * y * 31 + y * z * 17) % 97 < 19),
  "scatter in space 60 %": () => cellSet([17, 19, 23], (x, y, z) => (x * 73 + y * 151 + z * 37 + x * y * 31 + y * z * 17) % 97 < 58),
  scaffold: () => cellSet([34, 37, 40], (x, y, z) => Number(x % 12 < 4) + Number(y % 11 < 4) + Number(z % 10 < 4) >= 2),
  shell: () => cellSet([31, 31, 31], (x, y, z) => Math.abs((x - 15) ** 2 + (y - 15) ** 2 + (z - 15) ** 2 - 120) < 45),
  "ring in space": () => cellSet([15, 41, 41], (x, y, z) => Math.abs((x - 20) ** 2 + (y - 20) ** 2 - 200) < 70 && Math.abs(z - 7) <= 2),
};

/** Every set of the script, with what the other programs say of it. */
export const oracleSets: readonly { name: string; mask: () => Mask; facts: OracleFacts }[] = Object.entries(values).map(([name, facts]) => ({
  name,
  mask: name.endsWith(".png") ? () => blackSet(name) : patterns[name]!,
  facts,
}));

/** scikit-image's skeleton. @throws when the script did not write it. */
export function oracleSkeleton({ shape, skeleton }: OracleFacts): Mask {
  const rows = skeleton!.rows.map((digits) => Uint8Array.from(digits.match(/../g)!, (byte) => parseInt(byte, 16)));
  const bit = (x: number, row: number): boolean => ((rows[row]![x >> 3]! >> (7 - (x & 7))) & 1) === 1;
  return cellSet(shape, (x, y, z) => bit(x, z * shape.at(-2)! + y));
}

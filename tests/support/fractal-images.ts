import { readFileSync } from "node:fs";
import type { Mask } from "../../src/core/define/metric";
import { readPng } from "../../src/connectors/png-file";

const folder = new URL("../golden/fractals/", import.meta.url);

export interface GoldenImage {
  name: string;
  file: string;
  pixels: number;
  kind: "exact" | "numerical" | "universal" | "empirical";
  dimension: number;
  tolerance: number;
}

export const goldenBytes = (file: string): Uint8Array => new Uint8Array(readFileSync(new URL(file, folder)));
export const goldenJson = <T>(file: string): T => JSON.parse(readFileSync(new URL(file, folder), "utf8")) as T;

export const goldenImages: readonly GoldenImage[] = goldenJson<{ images: GoldenImage[] }>("index.json").images;

/** The black pixels of a golden image. */
export function blackSet(file: string): Mask {
  const { shape, values } = readPng(file, goldenBytes(file));
  return { shape, cells: Uint8Array.from(values, (value) => (value < 0.5 ? 1 : 0)) };
}

/** The solid cells of the Menger sponge. */
export function mengerSponge(): Mask {
  const { shape, first, runs } = goldenJson<{ shape: number[]; first: boolean; runs: number[] }>("menger-sponge.json");
  const cells = new Uint8Array(shape.reduce((a, b) => a * b, 1));
  let [at, solid] = [0, first];
  for (const run of runs) {
    if (solid) cells.fill(1, at, at + run);
    at += run;
    solid = !solid;
  }
  return { shape, cells };
}

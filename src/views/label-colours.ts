import { hcl, rgb } from "d3";

/** Turning by the golden angle keeps any number of hues apart. */
const goldenAngle = 137.508;
const count = 64;

/** Colours for labels that have no order: equally light, neighbours far apart on the circle of hues. Label k has colour k − 1, round and round. */
export const labelColours: readonly (readonly [number, number, number])[] = Array.from({ length: count }, (_, k) => {
  const { r, g, b } = rgb(hcl((k * goldenAngle + 40) % 360, 55, k % 2 === 0 ? 72 : 58)).clamp();
  return [Math.round(r), Math.round(g), Math.round(b)];
});

import type { Definition } from "../core/define/registry";
import { registry } from "../core/define/registry";

type Matrix = readonly (readonly [number, number, number])[];

/** A way of seeing colours. */
export interface ColourVision extends Definition {
  note: string;
  /** What becomes of linear red, green and blue; null for nothing. */
  matrix: Matrix | null;
}

/**
 * Ways of seeing to look at a picture with, complete lack of one kind of cone each: Machado, Oliveira, Fernandes 2009, IEEE Transactions on
 * Visualization and Computer Graphics 15:1291, doi:10.1109/TVCG.2009.113, severity 1.
 */
export const colourVisions = registry<ColourVision>("colour vision", [
  { id: "usual", title: "Usual colours", note: "as they are", matrix: null },
  {
    id: "deuteranopia",
    title: "Deuteranopia",
    note: "without green-sensitive cones: 1 man in 100",
    matrix: [
      [0.367322, 0.860646, -0.227968],
      [0.280085, 0.672501, 0.047413],
      [-0.01182, 0.04294, 0.968881],
    ],
  },
  {
    id: "protanopia",
    title: "Protanopia",
    note: "without red-sensitive cones: 1 man in 100",
    matrix: [
      [0.152286, 1.052583, -0.204868],
      [0.114503, 0.786281, 0.099216],
      [-0.003882, -0.048116, 1.051998],
    ],
  },
  {
    id: "tritanopia",
    title: "Tritanopia",
    note: "without blue-sensitive cones: rare, men and women alike",
    matrix: [
      [1.255528, -0.076749, -0.178779],
      [-0.078411, 0.930809, 0.147602],
      [0.004733, 0.691367, 0.3039],
    ],
  },
]);

/** The way of seeing that is meant; the usual one when it is not known. */
export const visionNamed = (id: string): ColourVision => colourVisions.get(colourVisions.has(id) ? id : "usual");

/** As an SVG colour matrix has it: five numbers a row, the last two for opacity and a constant. */
export const filterValues = (matrix: Matrix): string => [...matrix.map((row) => [...row, 0, 0].join(" ")), "0 0 0 1 0"].join(" ");

const linear = (c: number): number => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4);
const encoded = (c: number): number => (c <= 0.0031308 ? 12.92 * c : 1.055 * c ** (1 / 2.4) - 0.055);

/** An sRGB colour of 8 bits a channel as it is seen. */
export function seenAs(matrix: Matrix, rgb: readonly [number, number, number]): [number, number, number] {
  const from = rgb.map((c) => linear(c / 255));
  const seen = matrix.map((row) => row.reduce((sum, weight, i) => sum + weight * from[i]!, 0));
  return seen.map((c) => Math.round(255 * encoded(Math.min(1, Math.max(0, c))))) as [number, number, number];
}

import { defineMetric, undefinedBecause, type Mask, type MetricResult } from "../define/metric";
import { components } from "./components";
import { connectedness, dualOf, neighboursOf, type Reach } from "./connectivity";
import { cellComplex, eulerOf } from "./local-configurations";

export type EulerNumberDetail = {
  /** Pieces: b₀. */
  components: number;
  /** Ways around in 2D, tunnels in 3D: b₁. On a torus bands around it count too. Null in 3D with `periodic`, see below. */
  loops: number | null;
  /** Cavities that the set encloses, in 3D: b₂. Null in 2D, and with `periodic`. */
  cavities: number | null;
  /** Corners, edges, faces and, in 3D, cubes that were added up. */
  elements: number[];
};

/**
 * Euler number χ = b₀ − b₁ + b₂: components less holes in 2D, components less tunnels plus cavities in 3D. Exact, by counting
 * corners, edges, faces and cubes: of the closed cells when all neighbours belong together, of the open ones when only faces do.
 *
 * The holes in `detail` are components of the background under the other connectivity. On a periodic frame in 3D tunnels and
 * cavities cannot be told apart by counting components, so both are null there. Undefined for a frame without cells.
 */
export const eulerNumber = defineMetric({
  id: "euler-number",
  title: "Euler number",
  unit: "1",
  source: "Gray 1971, IEEE Trans. Comput. C-20:551, doi:10.1109/T-C.1971.223289; Kong, Rosenfeld 1989, doi:10.1016/0734-189X(89)90147-3",
  help: "Pieces less holes (in 3D: pieces less tunnels plus cavities). Negative for a net, positive for islands.",
  formula: "\\chi = \\sum_{k=0}^{d} (-1)^k n_k = b_0 - b_1 + b_2",
  dimensions: [2, 3],
  nullModels: ["random-mask", "random-phase"],
  params: connectedness,
  measure(mask, { connectivity = "all", periodic = false } = {}): MetricResult<EulerNumberDetail> {
    if (mask.cells.length === 0) return undefinedBecause("the frame holds no cells");
    const closure = connectivity === "all" ? "closed" : "open";
    const complex = cellComplex(mask, { closure, periodic });
    const value = eulerOf(complex, closure);
    return { value, detail: { ...bettiNumbers(mask, value, connectivity, periodic), elements: [...complex.elements] } };
  },
  knownAnswers: () => [
    { title: "1 for a filled square", mask: patterned([9, 9], () => true), value: 1, tolerance: 0 },
    { title: "-15 for a net with 16 holes", mask: patterned([9, 9], (y, x) => y % 2 === 0 || x % 2 === 0), value: -15, tolerance: 0 },
    { title: "2 for a hollow cube", mask: patterned([5, 5, 5], (...at) => at.some((i) => i !== 2)), value: 2, tolerance: 0 },
    {
      title: "0 for a ring in space",
      mask: patterned([5, 5, 5], (x, y, z) => z === 2 && (Math.abs(x - 2) === 2 || Math.abs(y - 2) === 2)),
      value: 0,
      tolerance: 0,
    },
  ],
});

function bettiNumbers(mask: Mask, euler: number, reach: Reach, periodic: boolean): Omit<EulerNumberDetail, "elements"> {
  const dimensions = mask.shape.length;
  const pieces = components(mask, { connectivity: neighboursOf(reach, dimensions), periodic }).count;
  if (periodic) {
    // The torus itself is the only set in it that encloses anything.
    const whole = mask.cells.every((cell) => cell !== 0) ? 1 : 0;
    return { components: pieces, loops: dimensions === 2 ? pieces + whole - euler : null, cavities: null };
  }
  if (dimensions === 2) return { components: pieces, loops: pieces - euler, cavities: null };
  const outside = components(framedComplement(mask), { connectivity: neighboursOf(dualOf(reach), dimensions), periodic: false });
  const cavities = outside.count - 1;
  return { components: pieces, loops: pieces + cavities - euler, cavities };
}

/** What does not belong to the set, with one more layer of cells on each side, so that all that reaches the frame is one piece. */
export function framedComplement({ shape, cells }: Mask): Mask {
  const [ny, nx] = shape.slice(-2) as [number, number];
  const framed = shape.map((side) => side + 2);
  const [my, mx] = framed.slice(-2) as [number, number];
  const out = new Uint8Array(framed.reduce((product, side) => product * side, 1)).fill(1);
  const layer = shape.length === 3 ? 1 : 0;
  for (let cell = 0; cell < cells.length; cell++) {
    if (cells[cell] === 0) continue;
    const [z, y, x] = [Math.floor(cell / (ny * nx)), Math.floor(cell / nx) % ny, cell % nx];
    out[((z + layer) * my + y + 1) * mx + x + 1] = 0;
  }
  return { shape: framed, cells: out };
}

function patterned(shape: readonly number[], set: (x: number, y: number, z: number) => boolean): Mask {
  const [ny, nx] = shape.slice(-2) as [number, number];
  const size = shape.reduce((product, side) => product * side, 1);
  return { shape, cells: Uint8Array.from({ length: size }, (_, i) => (set(i % nx, Math.floor(i / nx) % ny, Math.floor(i / (nx * ny))) ? 1 : 0)) };
}

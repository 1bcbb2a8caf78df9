import type { StencilName } from "../../../core/equations/tree";
import type { Grid } from "../../../core/field/grid";
import type { SpectralTransform } from "../../../core/field/spectral-transform";

/** Linear operators with constant coefficients: in Fourier space a factor for each mode. */
export type Operator = Exclude<StencilName, `diffuse${string}` | "driftdiffuse">;

/** The factors of an operator: `values`, or i times them. */
export interface OperatorSymbol {
  values: Float64Array;
  imaginary: boolean;
}

/** Order of the derivative along each axis; the Laplacian is a sum and stands apart. */
const orders: Record<Exclude<Operator, "laplacian">, readonly [number, number, number]> = {
  dx: [1, 0, 0],
  dxf: [1, 0, 0],
  dxb: [1, 0, 0],
  dy: [0, 1, 0],
  dyf: [0, 1, 0],
  dyb: [0, 1, 0],
  dz: [0, 0, 1],
  dzf: [0, 0, 1],
  dzb: [0, 0, 1],
  dxx: [2, 0, 0],
  dyy: [0, 2, 0],
  dzz: [0, 0, 2],
  dxy: [1, 1, 0],
  dxz: [1, 0, 1],
  dyz: [0, 1, 1],
};

export const isOperator = (fn: string): fn is Operator => fn === "laplacian" || Object.hasOwn(orders, fn);

/**
 * Symbols of operators on a grid: those of the derivatives themselves, not of the differences that stand for them on other
 * back ends. Forward and backward differences are both the derivative here. The first derivative of an axis' Nyquist mode
 * is 0, its sampled sine: the only choice that keeps a real field real.
 */
export class Symbols {
  private readonly grid: Grid;
  private readonly waves: SpectralTransform["waves"];
  private readonly known = new Map<string, OperatorSymbol>();

  constructor(grid: Grid, { waves }: Pick<SpectralTransform, "waves">) {
    this.grid = grid;
    this.waves = waves;
  }

  /** Of operators one after another, in any order: they commute. */
  of(operators: readonly Operator[]): OperatorSymbol {
    const key = [...operators].sort().join(" ");
    const before = this.known.get(key);
    if (before) return before;
    const symbol = this.product(operators);
    this.known.set(key, symbol);
    return symbol;
  }

  private product(operators: readonly Operator[]): OperatorSymbol {
    const { nx, ny, nz, hx, hy, hz } = this.grid;
    const x = wavenumbers(this.waves.x, nx, hx);
    const y = wavenumbers(this.waves.y, ny, hy);
    const z = wavenumbers(this.waves.z, nz, hz);
    const values = new Float64Array(x.all.length * y.all.length * z.all.length).fill(1);
    let turns = 0;
    for (const operator of operators) {
      const order = operator === "laplacian" ? null : orders[operator];
      // Each derivative brings a factor i, the Laplacian its square.
      turns += order ? order[0] + order[1] + order[2] : 2;
      let mode = 0;
      for (let k = 0; k < z.all.length; k++)
        for (let j = 0; j < y.all.length; j++)
          for (let i = 0; i < x.all.length; i++, mode++)
            values[mode]! *= order
              ? power(x, i, order[0]) * power(y, j, order[1]) * power(z, k, order[2])
              : power(x, i, 2) + power(y, j, 2) + power(z, k, 2);
    }
    if (turns % 4 >= 2) for (let mode = 0; mode < values.length; mode++) values[mode] = -values[mode]!;
    return { values, imaginary: turns % 2 === 1 };
  }
}

interface Wavenumbers {
  all: Float64Array;
  /** For first derivatives: 0 at the Nyquist mode. */
  odd: Float64Array;
}

function wavenumbers(waves: Int32Array, cells: number, spacing: number): Wavenumbers {
  const all = Float64Array.from(waves, (wave) => (2 * Math.PI * wave) / (cells * spacing));
  return { all, odd: all.map((k, i) => (2 * Math.abs(waves[i]!) === cells ? 0 : k)) };
}

function power({ all, odd }: Wavenumbers, i: number, order: number): number {
  if (order === 0) return 1;
  return order === 1 ? odd[i]! : all[i]! * all[i]!;
}

import { runInNewContext } from "node:vm";
import { cos, exp, log, pow, sin, tanh } from "../../../../src/core/field/elementary";
import { normalAt, poissonAt } from "../../../../src/core/field/philox";
import type { Plan } from "../../../../src/engine/backends/plan/plan";
import type { Arrangement } from "../../../../src/engine/backends/webgpu/arrangement";
import type { Shader } from "../../../../src/engine/backends/webgpu/emit";
import { Blocks } from "../../../../src/engine/backends/webgpu/numbers";

type Kernel = (x: number, y: number, z: number) => void;

/**
 * Stands in for a device where there is none: reads the passes of a shader as JavaScript, in double precision, planes in single.
 * The elementary functions, draws and sums are those of src/core; their WGSL is tried in a browser.
 */
export class KernelsInJavaScript {
  readonly planes: Float32Array[];
  readonly work: Float32Array;
  step = 0;
  private readonly plan: Plan;
  private readonly shader: Shader;
  private readonly arrangement: Arrangement;
  private readonly blocks: Blocks;
  private readonly kernels = new Map<string, Kernel>();
  private numbers: Record<string, number>[] = [];

  constructor(plan: Plan, shader: Shader, arrangement: Arrangement, setting: { seed: number; dt: number; parameters: Record<string, number> }) {
    this.plan = plan;
    this.shader = shader;
    this.arrangement = arrangement;
    this.blocks = new Blocks(plan, shader.numbers, setting);
    this.planes = arrangement.buffers.map((values) => new Float32Array(values));
    this.work = new Float32Array(shader.work);
    const { seed } = setting;
    const here: Record<string, unknown> = {
      select: (a: number, b: number, choose: boolean) => (choose ? b : a),
      f32: Number,
      i32: Number,
      abs: Math.abs,
      sqrt: Math.sqrt,
      exp_of: exp,
      log_of: log,
      sin_of: sin,
      cos_of: cos,
      tanh_of: tanh,
      pow_of: pow,
      normal: (cell: number, stream: number) => normalAt(seed, this.step, cell, stream),
      poisson: (mean: number, cell: number, stream: number) => poissonAt(mean, seed, this.step, cell, stream),
      work: this.work,
      numberAt: (index: number, component: string) => this.numbers[index]![component],
      ...Object.fromEntries(this.planes.map((plane, i) => [`planes${i}`, plane])),
    };
    for (const [, name, body] of shader.code.matchAll(/^fn (pass_\w+)\(.*\) \{\n([^]*?)^\}/gm))
      this.kernels.set(name!, runInNewContext(`(px, py, pz) => { const id = { x: px, y: py, z: pz }; ${asJavaScript(body!)} }`, here) as Kernel);
  }

  write(plane: number, values: ArrayLike<number>): void {
    const { buffer, start } = this.arrangement.places[plane]!;
    this.planes[buffer]!.set(values, start);
  }

  read(plane: number): Float32Array {
    const { buffer, start } = this.arrangement.places[plane]!;
    return this.planes[buffer]!.slice(start, start + this.plan.grid.cells);
  }

  get copy(): 0 | 1 {
    return (this.plan.swaps ? this.step & 1 : 0) as 0 | 1;
  }

  advance(): void {
    const { nx, ny, nz } = this.plan.grid;
    const blocks = this.blocks.write(this.step, 1);
    for (const [p, { sums }] of this.plan.passes[this.copy].entries()) {
      this.readNumbers(blocks, p * this.blocks.stride);
      const kernel = this.kernels.get(this.shader.passes[this.copy][p]!)!;
      for (let z = 0; z < nz; z++) for (let y = 0; y < ny; y++) for (let x = 0; x < nx; x++) kernel(x, y, z);
      for (const sum of sums) this.work[sum] = this.read(this.plan.sums[sum]!).reduce((total, value) => total + value, 0);
    }
    this.step++;
  }

  private readNumbers(blocks: Uint8Array<ArrayBuffer>, start: number): void {
    const values = new Float32Array(blocks.buffer, start + 32, (this.blocks.stride - 32) / 4);
    this.numbers = Array.from({ length: values.length / 4 }, (_, i) => {
      const [x, y, z, w] = values.subarray(4 * i, 4 * i + 4) as unknown as [number, number, number, number];
      return { x, y, z, w };
    });
  }
}

/** The bodies use one part of WGSL alone, which differs from JavaScript in its literals and in `let` and `var`. */
const asJavaScript = (wgsl: string): string =>
  wgsl
    .replaceAll(/now\.numbers\[(\d+)\]\.(\w)/g, 'numberAt($1, "$2")')
    .replaceAll(/(?<![\w.])(\d+(?:\.\d+)?(?:e[+-]?\d+)?)[uf]\b/g, "$1")
    .replaceAll(/\b(let|var) (?=\w+ =)/g, "let ");

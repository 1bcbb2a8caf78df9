import type { ParamValue } from "../define/params";
import { WorkbenchError } from "../errors";
import { NumpyGenerator, type GeneratorState } from "../field/numpy-random";
import { referenceBoundaries, referenceLaplacian, type ReferenceBoundary } from "../field/reference-stencils";
import type { FieldValues, Simulation, Snapshot } from "../simulation";
import type { RunSpec } from "../spec/run-spec";

const LOWEST_V = -0.095;
const HIGHEST_V = 0.04;
const TURING_GAIN_V = 0.005;

/** What a run reads of its spec's parameters, as `mfn-reference` declares them. */
interface ReferenceParameters {
  variant: "engine" | "simulate";
  alpha: number;
  spike_probability: number;
  turing_enabled: boolean;
  turing_threshold: number;
  quantum_jitter: boolean;
  jitter_var: number;
  d_activator: number;
  d_inhibitor: number;
  r_activator: number;
  r_inhibitor: number;
}

/** What a snapshot holds beside the fields. */
interface Extra {
  generator: GeneratorState;
  counts: { growthEvents: number; turingActivations: number; clampingEvents: number };
}

/**
 * A run of MFN v4.1. Each step: growth event, diffusion of V, activator and inhibitor, jitter, clamp. The order of draws
 * and of operations is the reference's; nothing here may be rearranged.
 */
export class ReferenceSimulation implements Simulation {
  spec: RunSpec;
  readonly fields = ["V", "activator", "inhibitor"] as const;
  step = 0;
  private parameters: ReferenceParameters;
  private readonly n: number;
  private readonly boundary: ReferenceBoundary;
  private readonly v: Float64Array<ArrayBuffer>;
  private readonly a: Float64Array<ArrayBuffer>;
  private readonly h: Float64Array<ArrayBuffer>;
  private readonly laplacian: Float64Array;
  private readonly laplacianOfH: Float64Array;
  private counts: Extra["counts"] = { growthEvents: 0, turingActivations: 0, clampingEvents: 0 };

  /**
   * @param generator draws everything; that of the spec's seed unless given, as where several fields come from one stream.
   * @throws WorkbenchError for a grid that is not n × n or a boundary that the variant does not have.
   */
  constructor(
    spec: RunSpec,
    private readonly generator = new NumpyGenerator(spec.seed),
  ) {
    const [n, width] = spec.grid.shape;
    if (spec.grid.shape.length !== 2 || n !== width)
      throw new WorkbenchError("grid/invalid", ["grid", "shape"], `expected [n, n], got [${spec.grid.shape.join(", ")}]`);
    this.spec = spec;
    this.parameters = parametersOf(spec);
    this.boundary = boundaryOf(spec);
    this.n = n;
    const plane = () => new Float64Array(n * n);
    [this.v, this.a, this.h, this.laplacian, this.laplacianOfH] = [plane(), plane(), plane(), plane(), plane()];
    this.generator.fillNormal(this.v, -0.07, 0.005);
    if (this.parameters.variant === "simulate" && !this.parameters.turing_enabled) return;
    this.generator.fillUniform(this.a, 0, 0.1);
    this.generator.fillUniform(this.h, 0, 0.1);
  }

  get time(): number {
    return this.step * this.spec.integrator.dt;
  }

  advance(steps: number): void {
    for (let i = 0; i < steps; i++) this.advanceOnce();
  }

  read(field: string): FieldValues {
    return this.field(field).slice();
  }

  save(): Snapshot {
    const extra: Extra = { generator: this.generator.save(), counts: { ...this.counts } };
    return { step: this.step, fields: Object.fromEntries(this.fields.map((name) => [name, this.read(name)])), extra };
  }

  restore({ step, fields, extra }: Snapshot): void {
    const { generator, counts } = extra as Extra;
    this.step = step;
    for (const name of this.fields) this.field(name).set(fields[name]!);
    this.generator.restore(generator);
    this.counts = { ...counts };
  }

  setParameters(parameters: Record<string, ParamValue>): void {
    const spec = { ...this.spec, parameters };
    boundaryOf(spec);
    this.parameters = parametersOf(spec);
    this.spec = spec;
  }

  /** Growth events so far, cells lifted by the activator, and cells clamped, each summed over the steps. */
  counters(): Record<string, number> {
    return { ...this.counts };
  }

  private field(name: string): Float64Array<ArrayBuffer> {
    switch (name) {
      case "V":
        return this.v;
      case "activator":
        return this.a;
      case "inhibitor":
        return this.h;
      default:
        throw new WorkbenchError("spec/malformed", [], `MFN v4.1 has no field "${name}"; it has ${this.fields.join(", ")}`, { known: this.fields });
    }
  }

  private advanceOnce(): void {
    const { parameters } = this;
    if (this.generator.random() < parameters.spike_probability) this.grow();
    this.diffuse(parameters.alpha);
    if (parameters.turing_enabled) this.react(parameters);
    if (parameters.quantum_jitter) this.jitter(Math.sqrt(parameters.jitter_var));
    this.clamp();
    this.step++;
  }

  private grow(): void {
    const row = this.generator.integers(0, this.n);
    const column = this.generator.integers(0, this.n);
    const cell = row * this.n + column;
    this.v[cell] = this.v[cell]! + this.generator.normal(0.02, 0.005);
    this.counts.growthEvents++;
  }

  private diffuse(alpha: number): void {
    const { v, laplacian } = this;
    referenceLaplacian(laplacian, v, this.n, this.boundary);
    for (let k = 0; k < v.length; k++) v[k] = v[k]! + alpha * laplacian[k]!;
  }

  /** Version A lets the inhibitor see the activator's new value before it is clamped, version B its old one. */
  private react({ variant, turing_threshold, d_activator, d_inhibitor, r_activator, r_inhibitor }: ReferenceParameters): void {
    const { v, a, h, laplacian, laplacianOfH } = this;
    const seesNew = variant === "simulate";
    referenceLaplacian(laplacian, a, this.n, this.boundary);
    referenceLaplacian(laplacianOfH, h, this.n, this.boundary);
    let activations = 0;
    for (let k = 0; k < v.length; k++) {
      const oldA = a[k]!;
      const oldH = h[k]!;
      const newA = oldA + (d_activator * laplacian[k]! + r_activator * (oldA * (1 - oldA) - oldH));
      const newH = oldH + (d_inhibitor * laplacianOfH[k]! + r_inhibitor * ((seesNew ? newA : oldA) - oldH));
      if (newA > turing_threshold) {
        v[k] = v[k]! + TURING_GAIN_V;
        activations++;
      }
      a[k] = clipped(newA, 0, 1);
      h[k] = clipped(newH, 0, 1);
    }
    this.counts.turingActivations += activations;
  }

  private jitter(deviation: number): void {
    const { v, generator } = this;
    for (let k = 0; k < v.length; k++) v[k] = v[k]! + generator.normal(0, deviation);
  }

  private clamp(): void {
    const { v } = this;
    let clamped = 0;
    for (let k = 0; k < v.length; k++) {
      const value = v[k]!;
      if (value < LOWEST_V || value > HIGHEST_V) {
        v[k] = clipped(value, LOWEST_V, HIGHEST_V);
        clamped++;
      }
    }
    this.counts.clampingEvents += clamped;
  }
}

const clipped = (x: number, low: number, high: number): number => (x < low ? low : x > high ? high : x);

function parametersOf(spec: RunSpec): ReferenceParameters {
  const parameters = spec.parameters as unknown as ReferenceParameters;
  if (parameters.jitter_var < 0)
    throw new WorkbenchError("parameter/out-of-range", ["parameters", "jitter_var"], `a variance cannot be negative, got ${parameters.jitter_var}`);
  return parameters;
}

function boundaryOf({ boundary, parameters }: RunSpec): ReferenceBoundary {
  const known = parameters.variant === "simulate" ? (["periodic"] as const) : referenceBoundaries;
  const found = known.find((name) => name === boundary);
  if (found) return found;
  const hint =
    parameters.variant === "simulate"
      ? 'version "simulate" of MFN v4.1 is always periodic; use the variant "engine"'
      : `expected ${known.join(", ")}`;
  throw new WorkbenchError("boundary/invalid", ["boundary"], `${hint}, got ${JSON.stringify(boundary)}`);
}

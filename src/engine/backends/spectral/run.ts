import type { EquationModel } from "../../../core/define/model";
import type { Expr } from "../../../core/equations/tree";
import { WorkbenchError } from "../../../core/errors";
import { resolveBoundary } from "../../../core/field/boundary";
import { gridOf, type Grid } from "../../../core/field/grid";
import { sampler } from "../../../core/field/sample";
import { complexArray, type ComplexArray } from "../../../core/field/spectral-fft";
import { SpectralTransform, type Band } from "../../../core/field/spectral-transform";
import type { ModeTable } from "../../../core/field/spectral-weights";
import { emptyField, type FieldValues, type Simulation, type Snapshot } from "../../../core/simulation";
import { solvers } from "../../../core/solvers/index";
import type { Spectral } from "../../../core/solvers/solver";
import type { GivenArrays } from "../../../core/spec/files";
import type { RunSpec } from "../../../core/spec/run-spec";
import { parameterMeanings, spatialParameters } from "../../../core/spec/spatial-parameters";
import { Formulas } from "../plan/formulas";
import { flushFloor } from "../plan/plan";
import { etdrk4 } from "./etdrk4";
import { ExplicitPart } from "./explicit-part";
import { addOperated, cloneModes, copyModes, flushModes } from "./modes";
import { sbdf2 } from "./sbdf2";
import type { Scheme } from "./scheme";
import { splitEquations } from "./split";
import { Symbols } from "./symbols";
import type { Term } from "./terms";

/**
 * Starts a run of a method of family "spectral": the linear part of each equation in its own species exactly or implicitly,
 * mode by mode, the rest pseudo-spectrally. Computes in f64 at either precision and rounds what is read.
 *
 * Where fields are multiplied, modes with an index of a third of an axis' cells or more are dropped from the state and from
 * the explicit part (the 2/3 rule: Orszag 1971, doi:10.1175/1520-0469(1971)028<1074:OTEOAI>2.0.CO;2). What a product of
 * two kept modes aliases into is then dropped, so quadratic terms are exact on the modes kept; of higher products the
 * alias that reaches them is that of the outermost modes, which are empty in a field that the grid resolves. Dropping them
 * from the state too, at the first step, is needed: left alone by the rest, they would follow the linear part for ever, and
 * grow where it grows. Equations without such products keep every mode.
 * @throws WorkbenchError `boundary/invalid` for sides that are not periodic, `spec/unsupported` for a mask or random terms.
 */
export function startSpectral(model: EquationModel, spec: RunSpec, initial: Record<string, FieldValues>, arrays: GivenArrays = {}): Simulation {
  refuseSides(model, spec);
  return new SpectralSimulation(model, spec, initial, arrays);
}

function refuseSides(model: EquationModel, { boundary, grid, integrator: { method }, parameters }: RunSpec): void {
  const varying = Object.keys(parameters).filter((name) => typeof parameters[name] !== "number");
  const sides = Object.values(resolveBoundary(boundary, model, gridOf(grid).dimensions, varying)).flatMap((field) => Object.values(field));
  if (sides.some(({ kind }) => kind !== "periodic"))
    throw new WorkbenchError(
      "boundary/invalid",
      ["boundary"],
      `${method} works in Fourier space and needs periodic sides; make them periodic or take another method`,
    );
  if (grid.mask !== undefined)
    throw new WorkbenchError(
      "spec/unsupported",
      ["grid", "mask"],
      `${method} works in Fourier space, on the whole grid; leave the mask out or take another method`,
    );
}

/** Whatever the parameters decide. */
interface Machine {
  band: Band;
  transform: SpectralTransform;
  scheme: Scheme;
}

/** What of a snapshot the fields, rounded, do not hold. */
interface Carried {
  modes: ComplexArray[];
  history: ComplexArray[] | null;
}

class SpectralSimulation implements Simulation {
  spec: RunSpec;
  readonly fields: readonly string[];
  step = 0;

  private readonly model: EquationModel;
  private readonly grid: Grid;
  private readonly arrays: GivenArrays;
  private machine: Machine;
  private modes: ComplexArray[];
  /** Fields as they were given, until the first step from there. */
  private given: Readonly<Record<string, FieldValues>> | null = null;
  private readonly values: Float64Array;

  constructor(model: EquationModel, spec: RunSpec, initial: Record<string, FieldValues>, arrays: GivenArrays) {
    this.model = model;
    this.spec = spec;
    this.arrays = arrays;
    this.fields = Object.keys(model.species);
    this.grid = gridOf(spec.grid);
    this.values = new Float64Array(this.grid.cells);
    this.machine = this.build();
    this.modes = this.emptyModes();
    this.restore({ step: 0, fields: initial });
  }

  get time(): number {
    return this.step * this.spec.integrator.dt;
  }

  advance(steps: number): void {
    const { transform, scheme } = this.machine;
    const { dt } = this.spec.integrator;
    if (steps > 0) this.given = null;
    for (let i = 0; i < steps; i++) {
      scheme.step(this.modes, this.step * dt);
      for (const modes of this.modes) {
        transform.makeReal(modes);
        flushModes(modes, flushFloor.f64);
      }
      this.step++;
    }
  }

  read(field: string): FieldValues {
    const values = emptyField(this.spec.precision, this.grid.cells);
    if (this.given) values.set(this.given[field]!);
    else {
      this.machine.transform.toValues(this.modes[this.fields.indexOf(field)]!, this.values);
      values.set(this.values);
    }
    return values;
  }

  save(): Snapshot {
    const extra: Carried = { modes: this.modes.map(cloneModes), history: this.machine.scheme.saveHistory() };
    return { step: this.step, fields: Object.fromEntries(this.fields.map((field) => [field, this.read(field)])), extra };
  }

  restore({ step, fields, extra }: Snapshot): void {
    const carried = this.carriedBy(extra);
    this.step = step;
    this.given = Object.fromEntries(this.fields.map((field) => [field, fields[field]!.slice()]));
    for (const [s, modes] of this.modes.entries()) {
      if (carried) copyModes(carried.modes[s]!, modes);
      else this.takeModes(fields[this.fields[s]!]!, modes);
    }
    this.machine.scheme.restoreHistory(carried?.history ?? null);
  }

  /** The explicit part of the step before belongs to the old parameters: a method of two steps starts anew. */
  setParameters(parameters: RunSpec["parameters"]): void {
    const before = this.machine;
    const modes = this.modes;
    this.spec = { ...this.spec, parameters };
    this.machine = this.build();
    // Which modes are kept follows from the equations, and these from which parameters are formulas in space.
    if (this.machine.band === before.band) return;
    this.modes = this.emptyModes();
    for (const [s, field] of this.fields.entries()) {
      if (!this.given) before.transform.toValues(modes[s]!, this.values);
      this.takeModes(this.given ? this.given[field]! : this.values, this.modes[s]!);
    }
  }

  private takeModes(field: Float32Array | Float64Array, modes: ComplexArray): void {
    this.values.set(field);
    this.machine.transform.toModes(this.values, modes);
    this.machine.transform.makeReal(modes);
  }

  /** Modes of a snapshot; those kept under other parameters are of no use. */
  private carriedBy(extra: unknown): Carried | null {
    const carried = extra as Carried | undefined;
    return carried?.modes[0]?.re.length === this.machine.transform.modes ? carried : null;
  }

  private emptyModes(): ComplexArray[] {
    return this.fields.map(() => complexArray(this.machine.transform.modes));
  }

  private build(): Machine {
    const { model, spec, grid } = this;
    const split = splitEquations(model, spec, grid.dimensions);
    const band = split.aliases ? "two-thirds" : "all";
    const transform = new SpectralTransform(grid.shape, band);
    const symbols = new Symbols(grid, transform);
    const parameters = spatialParameters(model, spec);
    const formulas = new Formulas(grid, parameters.numbers);
    const meanings = parameterMeanings(parameters, spec, this.arrays);
    const linear = split.linear.map((terms) => linearTable(terms, symbols, formulas, transform.modes));
    const { species, reach } = split;
    const valuesAt = (expr: Expr) => sampler(expr, grid, meanings);
    const explicit = new ExplicitPart({ grid, transform, symbols, species, reach, formulas, valuesAt }, split.explicit);
    const { scheme } = solvers.get(spec.integrator.method) as Spectral;
    return { band, transform, scheme: (scheme === "etdrk4" ? etdrk4 : sbdf2)(linear, explicit, spec.integrator.dt) };
  }
}

/** L of each mode: the sum of factor · symbol. */
function linearTable(terms: readonly Term[], symbols: Symbols, formulas: Formulas, modes: number): ModeTable {
  const table = complexArray(modes);
  const ones: ComplexArray = { re: new Float64Array(modes).fill(1), im: new Float64Array(modes) };
  for (const { factor, operators } of terms) addOperated(table, symbols.of(operators), ones, formulas.read(factor)());
  return { re: table.re, im: terms.some(({ operators }) => symbols.of(operators).imaginary) ? table.im : null };
}

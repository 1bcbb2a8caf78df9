import { call, name, number, type Expr } from "../../../core/equations/tree";
import type { Grid } from "../../../core/field/grid";
import { complexArray, type ComplexArray } from "../../../core/field/spectral-fft";
import type { SpectralTransform } from "../../../core/field/spectral-transform";
import type { Formulas } from "../plan/formulas";
import { isDomain, isStencil, keyer, type Reach } from "../plan/reach";
import { cellSweep, scratchOf, type CellProgram } from "./cell-sweep";
import { CellWriter } from "./cell-writer";
import { addOperated, addScaled, clearModes } from "./modes";
import type { Operator, Symbols } from "./symbols";
import { isOne, termsOf, type Term } from "./terms";

/** What the explicit part of all equations is written from. */
export interface ExplicitSetting {
  grid: Grid;
  transform: SpectralTransform;
  symbols: Symbols;
  species: readonly string[];
  reach: (expr: Expr) => Reach;
  /** Holds the numbers that formulas name, t and the sums among them. */
  formulas: Formulas;
  /** The values of an expression that depends on the place alone. */
  valuesAt(expr: Expr): (cell: number) => number;
}

type ModesOf = () => ComplexArray;

/** Where something in modes is added. */
interface Use {
  target: ModesOf;
  operators: readonly Operator[];
  factor: () => number;
}

/** What is computed in the cells of a plane, and transformed once. */
interface Product {
  plane: number;
  uses: Use[];
}

/** A species, or a constant. */
interface Addition extends Use {
  species: number | null;
}

/**
 * The part N of the equations that a scheme treats explicitly, pseudo-spectrally: products in the cells, operators on
 * the modes. Terms are collected so that few transforms are left: those under the same operators share one, and operators on
 * a species itself need none.
 */
export class ExplicitPart {
  /** Nothing is left for it. */
  readonly empty: boolean;

  private readonly setting: ExplicitSetting;
  private readonly key = keyer();
  private readonly steps: (() => void)[] = [];
  private readonly planeKeys = new Map<string, number>();
  private readonly statics: { plane: number; expr: Expr }[] = [];
  private readonly slots: (() => number)[] = [];
  private readonly slotKeys = new Map<string, number>();
  private readonly sumKeys = new Map<string, Expr>();
  private readonly programs: CellProgram[] = [];
  private planes = 0;
  private memory = new Float64Array(0);
  private readonly collected: ComplexArray;
  private readonly transformed: ComplexArray;
  private state: readonly ComplexArray[] = [];
  private out: readonly ComplexArray[] = [];

  /** @param equations terms of each species' equation. */
  constructor(setting: ExplicitSetting, equations: readonly (readonly Term[])[]) {
    this.setting = setting;
    this.empty = equations.every((terms) => terms.length === 0);
    const { modes } = setting.transform;
    [this.collected, this.transformed] = [complexArray(this.empty ? 0 : modes), complexArray(this.empty ? 0 : modes)];
    this.combine(equations.map((terms, s) => ({ terms, target: () => this.out[s]! })));
    this.reserve();
  }

  /** Writes N of a state at a time, for each species. */
  evaluate(state: readonly ComplexArray[], time: number, out: readonly ComplexArray[]): void {
    [this.state, this.out] = [state, out];
    this.setting.formulas.setOne("t", time);
    for (const step of this.steps) step();
  }

  private readonly uniform = (expr: Expr): boolean => {
    const { state, place } = this.setting.reach(expr);
    return !state && !place;
  };

  /** Fills targets with sums of terms; whatever has to be computed in the cells goes through them in one sweep. */
  private combine(sums: readonly { terms: readonly Term[]; target: ModesOf }[]): void {
    const writer = this.writer();
    const stores: { plane: number; value: number }[] = [];
    const products = new Map<string, Product>();
    const additions: Addition[] = [];
    for (const { terms, target } of sums) {
      const [constants, others] = parted(terms, ({ base }) => isOne(base));
      const [onSpecies, inCells] = parted(others, (term) => this.speciesOf(term) >= 0);
      for (const { operators, terms: group } of groupsOf(inCells)) {
        const { key, factor, value } = this.writeGroup(writer, group);
        const product = products.get(key) ?? { plane: this.planes++, uses: [] };
        if (!products.has(key)) stores.push({ plane: product.plane, value });
        products.set(key, product);
        product.uses.push({ target, operators, factor: this.number(factor) });
      }
      for (const term of onSpecies)
        additions.push({ target, species: this.speciesOf(term), operators: term.operators, factor: this.number(term.factor) });
      for (const { factor } of constants) additions.push({ target, species: null, operators: [], factor: this.number(factor) });
    }
    if (stores.length > 0) this.sweep({ values: writer.values.list, stores });
    this.collect([...products.values()], additions, sums);
  }

  /** A single product is transformed as it is, so that other equations with the same one share it; a sum is made in the cells. */
  private writeGroup(writer: CellWriter, terms: readonly Term[]): { key: string; factor: Expr; value: number } {
    const [first, second] = terms as readonly [Term, Term | undefined];
    if (!second) return { key: this.key(first.base), factor: first.factor, value: writer.write(first.base) };
    const written = terms.map(({ factor, base }) =>
      isOne(factor) ? writer.write(base) : writer.values.apply("mul", writer.write(base), writer.write(factor)),
    );
    const value = written.reduce((sum, term) => writer.values.apply("add", sum, term));
    return { key: `value ${value}`, factor: number(1), value };
  }

  private collect(products: readonly Product[], additions: readonly Addition[], sums: readonly { target: ModesOf }[]): void {
    const { transform, symbols, grid } = this.setting;
    for (const { target } of sums) this.steps.push(() => clearModes(target()));
    const add = ({ target, operators, factor }: Use, modes: ModesOf): void => {
      const symbol = operators.length > 0 ? symbols.of(operators) : null;
      this.steps.push(() => (symbol ? addOperated(target(), symbol, modes(), factor()) : addScaled(target(), modes(), factor())));
    };
    for (const { plane, uses } of products) {
      const values = this.valuesOf(plane);
      this.steps.push(() => transform.toModes(values(), this.transformed));
      for (const use of uses) add(use, () => this.transformed);
    }
    for (const { species, ...use } of additions) {
      if (species !== null) add(use, () => this.state[species]!);
      else this.steps.push(() => (use.target().re[0]! += use.factor() * grid.cells));
    }
  }

  private speciesOf({ base }: Term): number {
    return base.kind === "name" ? this.setting.species.indexOf(base.name) : -1;
  }

  private writer(): CellWriter {
    return new CellWriter({
      slot: (expr) => (this.uniform(expr) ? this.slot(expr) : null),
      plane: (expr) => this.planeOf(expr),
    });
  }

  private sweep(program: CellProgram): void {
    const index = this.programs.push(program) - 1;
    let run: (() => void) | null = null;
    this.steps.push(() => {
      run ??= this.readySweep(index);
      run();
    });
  }

  /** The plane of what the cells themselves cannot compute: a species, an operator on something, a formula in the place. */
  private planeOf(expr: Expr): number | null {
    const { state, place, moment, neighbours } = this.setting.reach(expr);
    const still = place && !state && !moment && !neighbours;
    if (!still && expr.kind !== "name" && !isStencil(expr)) return null;
    const key = this.key(expr);
    const before = this.planeKeys.get(key);
    if (before !== undefined) return before;
    const plane = this.planes++;
    this.planeKeys.set(key, plane);
    if (still) this.statics.push({ plane, expr });
    else this.fromModes(expr, plane);
    return plane;
  }

  /** Brings a species, or an operator on an expression, into the cells. */
  private fromModes(expr: Expr, plane: number): void {
    const { transform, species, grid } = this.setting;
    const values = this.valuesOf(plane);
    if (expr.kind === "name") {
      const s = species.indexOf(expr.name);
      this.steps.push(() => transform.toValues(this.state[s]!, values()));
    } else {
      this.combine([{ terms: termsOf(expr, grid.dimensions, this.uniform), target: () => this.collected }]);
      this.steps.push(() => transform.toValues(this.collected, values()));
    }
  }

  /** The value of an expression that is the same in every cell, whenever it is asked for. */
  private number(expr: Expr): () => number {
    return this.slots[this.slot(expr)]!;
  }

  private slot(expr: Expr): number {
    const key = this.key(expr);
    const before = this.slotKeys.get(key);
    if (before !== undefined) return before;
    const read = this.setting.formulas.read(this.withSums(expr));
    const slot = this.slots.push(read) - 1;
    this.slotKeys.set(key, slot);
    return slot;
  }

  /** Integrals and means become names of sums, which are taken before. */
  private withSums(expr: Expr): Expr {
    if (expr.kind !== "call") return expr;
    if (!isDomain(expr))
      return call(
        expr.fn,
        expr.args.map((arg) => this.withSums(arg)),
        expr.at,
      );
    const { hx, hy, hz, cells } = this.setting.grid;
    const [operand] = expr.args as readonly [Expr];
    const mean = this.uniform(operand) ? this.withSums(operand) : this.mean(operand);
    return expr.fn === "mean" ? mean : call("mul", [mean, number(cells * hx * hy * hz)]);
  }

  private mean(operand: Expr): Expr {
    const key = this.key(operand);
    const before = this.sumKeys.get(key);
    if (before) return before;
    const writer = this.writer();
    const value = writer.write(operand);
    const plane = this.planes++;
    this.sweep({ values: writer.values.list, stores: [{ plane, value }] });
    const id = `sum#${this.sumKeys.size}`;
    const values = this.valuesOf(plane);
    this.steps.push(() => this.setting.formulas.setOne(id, sumOf(values()) / this.setting.grid.cells));
    this.sumKeys.set(key, name(id));
    return name(id);
  }

  private valuesOf(plane: number): () => Float64Array {
    let values: Float64Array | null = null;
    return () => (values ??= this.memory.subarray(plane * this.setting.grid.cells, (plane + 1) * this.setting.grid.cells));
  }

  /** All planes lie one after another, the scratch memory of the sweeps behind them. */
  private reserve(): void {
    const { cells } = this.setting.grid;
    const scratch = this.programs.reduce((most, program) => Math.max(most, scratchOf(program)), 0);
    this.memory = new Float64Array(this.planes * cells + scratch);
    for (const { plane, expr } of this.statics) {
      const value = this.setting.valuesAt(expr);
      for (let cell = 0; cell < cells; cell++) this.memory[plane * cells + cell] = value(cell);
    }
  }

  private readySweep(program: number): () => void {
    const { cells } = this.setting.grid;
    return cellSweep(
      this.programs[program]!,
      this.memory,
      cells,
      this.planes * cells,
      (plane) => plane * cells,
      (slot) => this.slots[slot]!(),
    );
  }
}

/** In the order of the cells. */
function sumOf(values: Float64Array): number {
  let sum = 0;
  for (let cell = 0; cell < values.length; cell++) sum += values[cell]!;
  return sum;
}

function parted<T>(all: readonly T[], first: (item: T) => boolean): [T[], T[]] {
  return [all.filter(first), all.filter((item) => !first(item))];
}

/** Terms under the same operators. */
function groupsOf(terms: readonly Term[]): { operators: readonly Operator[]; terms: Term[] }[] {
  const groups = new Map<string, { operators: readonly Operator[]; terms: Term[] }>();
  for (const term of terms) {
    const key = [...term.operators].sort().join(" ");
    const group = groups.get(key) ?? { operators: term.operators, terms: [] };
    group.terms.push(term);
    groups.set(key, group);
  }
  return [...groups.values()];
}

import type { Expr } from "../../../core/equations/tree";
import { Formulas } from "../plan/formulas";
import type { Plan } from "../plan/plan";
import { keyer, reachOf } from "../plan/reach";
import { isWritable, literal } from "./literal";

/** Numbers that kernels read from their block: each expression once, in the order in which they were asked for. */
export class NumberTable {
  readonly expressions: Expr[] = [];
  private readonly key = keyer();
  private readonly places = new Map<string, number>();

  /** Code for the value of an expression that is the same in every cell: a literal, or a place in the block. */
  code(expr: Expr): string {
    if (expr.kind === "number" && isWritable(expr.value)) return literal(expr.value);
    const key = this.key(expr);
    const before = this.places.get(key);
    const place = before ?? this.expressions.push(expr) - 1;
    this.places.set(key, place);
    return `now.numbers[${place >> 2}].${"xyzw"[place & 3]}`;
  }
}

/** Words before the numbers of a block: step and seed in two words each, then the bits of NaN and infinity, which have no literals. */
const head = 8;

/** Bytes from one block to the next; a uniform binding must begin at a multiple of 256. */
export const blockBytes = (numbers: number): number => Math.ceil(((head + Math.max(4, Math.ceil(numbers / 4) * 4)) * 4) / 256) * 256;

/** Writes the blocks that the passes of a run read: one for each step and pass, or one for each pass where no step differs. */
export class Blocks {
  /** Bytes of a block. */
  readonly stride: number;
  /** Every step has the same blocks. */
  readonly steady: boolean;
  private readonly plan: Plan;
  private readonly expressions: readonly Expr[];
  private readonly moving: readonly number[];
  private readonly seed: number;
  private readonly dt: number;
  private readonly formulas: Formulas;
  private readonly readers: readonly (() => number)[];
  private readonly values: Float32Array;

  constructor(plan: Plan, expressions: readonly Expr[], setting: { seed: number; dt: number; parameters: Readonly<Record<string, number>> }) {
    const { seed, dt, parameters } = setting;
    this.plan = plan;
    this.expressions = expressions;
    this.stride = blockBytes(expressions.length);
    const reach = reachOf({ fields: new Set(), arrays: new Set(), moments: new Set(["t", "step"]) });
    this.moving = expressions.flatMap((expr, i) => (reach(expr).moment ? [i] : []));
    const draws = plan.passes[0].some(({ values }) => values.some(({ op }) => op === "normal" || op === "poisson"));
    this.steady = this.moving.length === 0 && !draws;
    this.seed = seed;
    this.dt = dt;
    this.formulas = new Formulas(plan.grid, { ...parameters, dt });
    this.readers = expressions.map((expr) => this.formulas.read(expr));
    this.values = new Float32Array(expressions.length);
    this.evaluateAll();
  }

  setParameters(parameters: Readonly<Record<string, number>>): void {
    this.formulas.set(parameters);
    this.evaluateAll();
  }

  /** The blocks of `steps` steps from `step` on, pass after pass; of one step where all are alike. */
  write(step: number, steps: number): Uint8Array<ArrayBuffer> {
    const passes = this.plan.passes[0];
    const count = this.steady ? 1 : steps;
    const bytes = new ArrayBuffer(count * passes.length * this.stride);
    for (let s = 0; s < count; s++)
      for (const [p, { at }] of passes.entries()) {
        const start = (s * passes.length + p) * this.stride;
        this.evaluate(step + s, at);
        const words = new Uint32Array(bytes, start, head);
        words.set([low(step + s), high(step + s), low(this.seed), high(this.seed), 0x7fc00000, 0x7f800000]);
        new Float32Array(bytes, start + head * 4, this.values.length).set(this.values);
      }
    return new Uint8Array(bytes);
  }

  private evaluate(step: number, at: number): void {
    if (this.moving.length === 0) return;
    this.formulas.set({ t: (step + at) * this.dt, step });
    for (const i of this.moving) this.values[i] = this.readers[i]!();
  }

  private evaluateAll(): void {
    for (const i of this.expressions.keys()) this.values[i] = this.readers[i]!();
  }
}

const low = (value: number): number => value >>> 0;
const high = (value: number): number => Math.floor(value / 2 ** 32);

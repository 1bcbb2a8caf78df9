import { call, name, number, type Expr } from "../../../core/equations/tree";
import type { AdamsBashforth, RungeKutta } from "../../../core/solvers/solver";
import { Cells } from "./cells";
import type { Pass, PlaneId } from "./plan";
import { withoutUnused } from "./values";
import type { Workspace } from "./workspace";
import type { Wrapping } from "./wrapping";

/** One random term of an equation. `size` is σ, or the amplitude of an event. */
export interface RandomTerm {
  species: number;
  stream: number;
  rate: Expr | null;
  size: Expr;
}

/** What the steps are made of. */
export interface Rates {
  workspace: Workspace;
  fields: readonly string[];
  /** Of the fields: what stands in an equation beside no other field goes on over the sides as the equation's own does. */
  wrappings: readonly Wrapping[];
  drifts: readonly Expr[];
  random: readonly RandomTerm[];
}

/** The planes that a method works in. */
export interface Planes {
  /** Where the step begins and where it ends; the same where the method works in place. */
  from: readonly PlaneId[];
  to: readonly PlaneId[];
  /** States on the way, used in turn. */
  between: readonly (readonly PlaneId[])[];
  /** Slopes kept for later, by stage. */
  slopes: readonly (readonly PlaneId[])[];
  /** Sizes and rates of the random terms at the beginning of the step; empty where the only stage has them at hand. */
  kept: readonly { size: PlaneId; rate: PlaneId | null }[];
  error: PlaneId | null;
}

/** dt·a in f64, rounded once. */
const weight = (a: number): Expr => call("mul", [name("dt"), number(a)]);

/** The passes of one stage: first what fills the planes in between, then what `write` puts into the last. */
function stage(
  { workspace, fields, wrappings, drifts, random }: Rates,
  reading: readonly PlaneId[],
  at: number,
  ghostsAt: number,
  write: (cells: Cells) => Pass["stores"],
): Pass[] {
  const planes = new Map(fields.map((field, i) => [field, reading[i]!]));
  const levelOf = (species: number, expr: Expr) => workspace.levelOf(expr, wrappings[species]!);
  const last = Math.max(
    ...drifts.map((drift, species) => levelOf(species, drift)),
    ...random.flatMap(({ species, rate, size }) => (rate ? [rate, size] : [size]).map((expr) => levelOf(species, expr))),
  );
  const passes: Pass[] = [];
  for (let level = 0; level <= last; level++) {
    const cells = new Cells(workspace, planes);
    const filled = [...workspace.intermediates.values()].filter((intermediate) => intermediate.level === level && level < last);
    const stores =
      level === last
        ? write(cells)
        : filled.map(({ plane, expr, wrapping, sum }) => ({
            plane,
            value: sum === null ? cells.lower(expr, wrapping) : within(cells, workspace, expr, wrapping),
          }));
    const pass = withoutUnused({
      at,
      ghostsAt: level === last ? ghostsAt : at,
      values: cells.values.list,
      stores,
      slots: [],
      sums: filled.flatMap(({ sum }) => (sum === null ? [] : [sum])),
    });
    passes.push({ ...pass, slots: changing(pass, workspace) });
  }
  return passes;
}

/** The expression where the mask holds, 0 elsewhere. */
function within(cells: Cells, workspace: Workspace, expr: Expr, wrapping: Wrapping): number {
  const value = cells.lower(expr, wrapping);
  const mask = workspace.maskPlane(wrapping);
  return mask === null ? value : cells.apply("select", cells.values.load(mask), value, cells.slot(number(0)));
}

/** Slots of a pass whose values change from step to step. */
function changing({ values }: Pass, { reach, slots }: Workspace): number[] {
  return values.flatMap((value) => (value.op === "slot" && reach(slots[value.slot]!).moment ? [value.slot] : []));
}

/** u + w₀·k₀ + w₁·k₁ + …, left to right. */
const combine = (cells: Cells, start: number, terms: readonly (readonly [number, number])[]): number =>
  terms.reduce((sum, [w, k]) => cells.apply("add", sum, cells.apply("mul", w, k)), start);

/** Itô: increments from the state at the beginning of the step, added after the deterministic part. */
function withRandom(
  { random }: Rates,
  cells: Cells,
  species: number,
  value: number,
  operand: (term: number, part: "size" | "rate") => number,
): number {
  let sum = value;
  for (const [i, term] of random.entries()) {
    if (term.species !== species) continue;
    const size = operand(i, "size");
    const draw =
      term.rate === null
        ? cells.apply("mul", cells.apply("mul", size, cells.slot(call("sqrt", [name("dt")]))), cells.values.normal(term.stream))
        : cells.apply("mul", size, cells.values.poisson(term.stream, operand(i, "rate")));
    sum = cells.apply("add", sum, draw);
  }
  return sum;
}

const flushed = (cells: Cells, value: number): number => cells.apply("flush", value);

/** The passes of a Runge–Kutta step. */
export function rungeKuttaStep(rates: Rates, { a, b, c, embedded }: RungeKutta, planes: Planes): Pass[] {
  const { workspace, wrappings, drifts, random } = rates;
  // The last stage of an embedded method is the slope at the new state: it serves the estimate alone.
  const stages = embedded ? b.length - 1 : b.length;
  const passes: Pass[] = [];
  let reading = planes.from;
  for (let i = 0; i < stages; i++) {
    const last = i === stages - 1;
    const writing = last ? planes.to : planes.between.find((copy) => copy !== reading)!;
    const weights = last ? b : a[i + 1]!;
    passes.push(
      ...stage(rates, reading, c[i]!, last ? 1 : c[i + 1]!, (cells) => {
        const slopes = drifts.map((drift, s) => within(cells, workspace, drift, wrappings[s]!));
        const stores: { plane: PlaneId; value: number }[] = [];
        const kept = planes.kept.length > 0;
        const operand = (term: number, part: "size" | "rate") =>
          kept ? cells.values.load(planes.kept[term]![part]!) : within(cells, workspace, random[term]![part]!, wrappings[random[term]!.species]!);
        for (const [s, k] of slopes.entries()) {
          const terms = weights.flatMap((w, j): [number, number][] =>
            w === 0 || j > i ? [] : [[cells.slot(weight(w)), j === i ? k : cells.values.load(planes.slopes[j]![s]!)]],
          );
          const next = combine(cells, cells.values.load(planes.from[s]!), terms);
          stores.push({ plane: writing[s]!, value: flushed(cells, last ? withRandom(rates, cells, s, next, operand) : next) });
          if (planes.slopes[i]) stores.push({ plane: planes.slopes[i][s]!, value: k });
        }
        if (i === 0 && kept)
          for (const [t, { species, size, rate }] of random.entries()) {
            stores.push({ plane: planes.kept[t]!.size, value: within(cells, workspace, size, wrappings[species]!) });
            if (rate) stores.push({ plane: planes.kept[t]!.rate!, value: within(cells, workspace, rate, wrappings[species]!) });
          }
        return stores;
      }),
    );
    reading = writing;
  }
  if (embedded)
    passes.push(
      ...errorPasses(
        rates,
        b.map((weight, i) => weight - embedded.b[i]!),
        planes,
      ),
    );
  return passes;
}

/** Σ over fields of (error / (atol + rtol·max(|u|, |new u|)))², from the slopes of all stages and that at the new state. */
function errorPasses(rates: Rates, weights: readonly number[], planes: Planes): Pass[] {
  const { workspace, wrappings, drifts } = rates;
  const final = weights.length - 1;
  const passes = stage(rates, planes.to, 1, 1, (cells) => {
    const squares = drifts.map((drift, s) => {
      const slope = (j: number) => (j === final ? within(cells, workspace, drift, wrappings[s]!) : cells.values.load(planes.slopes[j]![s]!));
      const terms = weights.flatMap((w, j): [number, number][] => (w === 0 ? [] : [[cells.slot(weight(w)), slope(j)]]));
      const error = terms.map(([w, k]) => cells.apply("mul", w, k)).reduce((sum, term) => cells.apply("add", sum, term));
      const size = cells.apply("max", cells.apply("abs", cells.values.load(planes.from[s]!)), cells.apply("abs", cells.values.load(planes.to[s]!)));
      const scaled = cells.apply("div", error, cells.apply("add", cells.slot(name("atol")), cells.apply("mul", cells.slot(name("rtol")), size)));
      return cells.apply("mul", scaled, scaled);
    });
    return [{ plane: planes.error!, value: squares.reduce((sum, square) => cells.apply("add", sum, square)) }];
  });
  const last = passes.at(-1)!;
  return [...passes.slice(0, -1), { ...last, sums: [workspace.sums.indexOf(planes.error!)] }];
}

/** The passes of a two-step method; its first step is Euler's. The slope of each step replaces that of the step before in place. */
export function adamsBashforthStep(rates: Rates, { b }: AdamsBashforth, planes: Planes): Pass[] {
  const { workspace, wrappings, drifts, random } = rates;
  const whenReady = (w: number, first: number): Expr =>
    call("mul", [name("dt"), call("select", [call("ge", [name("step"), number(1)]), number(w), number(first)])]);
  return stage(rates, planes.from, 0, 1, (cells) => {
    const slopes = drifts.map((drift, s) => within(cells, workspace, drift, wrappings[s]!));
    return slopes.flatMap((k, s) => {
      const before = planes.slopes[0]![s]!;
      const next = combine(cells, cells.values.load(planes.from[s]!), [
        [cells.slot(whenReady(b[0], 1)), k],
        [cells.slot(whenReady(b[1], 0)), cells.values.load(before)],
      ]);
      const value = withRandom(rates, cells, s, next, (term, part) =>
        within(cells, workspace, random[term]![part]!, wrappings[random[term]!.species]!),
      );
      return [
        { plane: planes.to[s]!, value: flushed(cells, value) },
        { plane: before, value: k },
      ];
    });
  });
}

import type { EquationModel } from "../define/model";
import { inlineAuxiliary, readSystem } from "../equations/system";
import { functions, type Expr } from "../equations/tree";
import { namesIn } from "../equations/walk";
import { WorkbenchError } from "../errors";
import { gridOf } from "../field/grid";
import { insideByFormula } from "../field/mask";
import { domainConstants, sampleCells, sampler } from "../field/sample";
import type { RunSpec } from "./run-spec";
import { parameterMeanings, type SpatialParameters } from "./spatial-parameters";

/** The largest mean of which events are drawn; see `poissonAt`. */
const mostEvents = 16;

/**
 * Holds against their ranges what equations are told of times and rates, as far as it is known before the run: times of memories
 * are above 0, events have a mean of 0 … 16 a step and cell. Known is, at the start on a sample of the cells, what names
 * neither fields nor arrays.
 * @throws WorkbenchError `parameter/out-of-range` at the equation.
 */
export function checkRates(
  model: EquationModel,
  { grid: gridSpec, parameters, integrator: { dt } }: Pick<RunSpec, "grid" | "parameters" | "integrator">,
  split: SpatialParameters,
): void {
  const spec = { grid: gridSpec, parameters };
  const grid = gridOf(gridSpec);
  const { equations, auxiliary } = readSystem(model, { varying: split.inSpace, dimensions: grid.dimensions });
  const meanings = parameterMeanings({ ...split, arrays: {} }, spec);
  const known = new Set(["x", "y", "z", ...Object.keys(domainConstants(grid)), ...Object.keys(meanings)]);
  const inside = insideByFormula(spec, [...Object.keys(split.formulas), ...Object.keys(split.arrays)]);
  /** The first value that does not fit; null where all do or nothing is known. */
  const misfit = (expr: Expr, fits: (value: number) => boolean): number | null => {
    const whole = inlineAuxiliary(expr, auxiliary);
    if (!isOfCell(whole) || ![...namesIn(whole)].every((name) => known.has(name))) return null;
    const valueAt = sampler(whole, grid, meanings);
    const cell = sampleCells(grid).find((at) => inside(at) && !fits(valueAt(at)));
    return cell === undefined ? null : valueAt(cell);
  };
  for (const [name, { expr, events }] of Object.entries(equations)) {
    const refuse = (sentence: string) => new WorkbenchError("parameter/out-of-range", ["equations", name], sentence);
    if (expr.kind === "call" && expr.fn === "memory") {
      const time = misfit(expr.args[1]!, (tau) => tau > 0);
      if (time !== null) throw refuse(`memory(f, tau) needs a time tau above 0, got ${inWords(time)}`);
    }
    for (const { rate } of events) {
      const few = misfit(rate, (value) => value >= 0);
      if (few !== null) throw refuse(`events(rate, amplitude) need a rate of at least 0, got ${inWords(few)}`);
      const many = misfit(rate, (value) => value * dt <= mostEvents);
      if (many !== null) throw refuse(tooMany(many, dt));
    }
  }
}

const isOfCell = (expr: Expr): boolean => expr.kind !== "call" || (functions[expr.fn].class === "cell" && expr.args.every(isOfCell));

const inWords = (value: number) => (Number.isNaN(value) ? "no number" : String(Number(value.toPrecision(6))));

const tooMany = (rate: number, dt: number) =>
  `events at a rate of ${inWords(rate)} have a mean of ${inWords(rate * dt)} in a step of ${inWords(dt)}, and at most ${mostEvents} a step and cell can be drawn; ` +
  (rate < Infinity ? `take a dt of at most ${inWords(mostEvents / rate)}, or noise instead` : "take a rate that is finite");

import type { ParameterPlane, PlaneAxis } from "../core/analysis/parameter-plane";
import type { Model } from "../core/define/model";
import type { NumberParam } from "../core/define/params";
import type { RunSpec } from "../core/spec/run-spec";
import { t } from "../ui/text";

/** A parameter that may span the plane. */
export interface PlaneParameter extends PlaneAxis {
  title: string;
  value: number;
  integer: boolean;
}

/** Parameters that are plain numbers with a range to draw, in the order of the model. */
export function planeParameters({ params }: Model, { parameters }: Pick<RunSpec, "parameters">): PlaneParameter[] {
  return Object.entries(params).flatMap(([name, param]) => {
    const value = parameters[name];
    if (param.kind !== "number" || typeof value !== "number") return [];
    const [min, max] = rangeAround(param, value);
    return min < max ? [{ name, min, max, title: t(param.title), value, integer: param.integer }] : [];
  });
}

/** An open end is drawn as far as makes the value stand in the middle. */
function rangeAround({ min, max }: NumberParam, value: number): [number, number] {
  const reach = Math.abs(value) || 1;
  return [Number.isFinite(min) ? min : value - reach, Number.isFinite(max) ? max : value + reach];
}

/** The axes chosen, as far as they still exist; else the first two of the model. */
export function axesOf(
  all: readonly PlaneParameter[],
  chosen: readonly [string, string] | undefined,
): readonly [x: PlaneParameter, y: PlaneParameter] | null {
  if (all.length < 2) return null;
  const find = (name: string | undefined) => all.find((one) => one.name === name);
  const [x, y] = [find(chosen?.[0]), find(chosen?.[1])];
  return x && y && x !== y ? [x, y] : [all[0]!, all[1]!];
}

/** The axes after one of them is given another parameter; two that would be the same change places. */
export function withAxis([x, y]: readonly [string, string], which: "x" | "y", name: string): [string, string] {
  if (which === "x") return [name, name === y ? x : y];
  return [name === x ? y : x, name];
}

/** The axis alone, as it is sent. */
export const bareAxis = ({ name, min, max }: PlaneParameter): PlaneAxis => ({ name, min, max });

/** What a plane depends on: all that the analysis reads but the values along its own axes. Equal texts, equal planes. */
export function planeKey({ model, species, params, equations, auxiliary, parameters, grid }: RunSpec, x: PlaneAxis, y: PlaneAxis): string {
  const others = Object.entries(parameters).filter(([name]) => name !== x.name && name !== y.name);
  return JSON.stringify([model, species, params, equations, auxiliary, others, grid, x, y]);
}

/** Whether a plane lies between these axes, whatever the other parameters were. */
export const liesBetween = (plane: ParameterPlane, x: PlaneAxis, y: PlaneAxis): boolean => sameAxis(plane.x, x) && sameAxis(plane.y, y);
const sameAxis = (a: PlaneAxis, b: PlaneAxis) => a.name === b.name && a.min === b.min && a.max === b.max;

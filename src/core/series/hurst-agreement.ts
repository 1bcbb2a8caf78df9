import type { MetricResult } from "../define/metric";
import { standardised } from "./usable";

/** Three estimates of one exponent, which users hold against each other. */
export const comparedExponents = ["dfa", "rescaled-range", "generalised-hurst"] as const;
export type ComparedExponent = (typeof comparedExponents)[number];
export type ComparedResults = Readonly<Record<ComparedExponent, MetricResult>>;

/** Difference above which the three are said to disagree. */
const tolerated = 0.15;

/** The series in the form in which each of the three gives the exponent H of the noise. */
export interface CommonFooting {
  /** By DFA: a walk where α is above 1, whose steps are then the noise. */
  takenAs: "noise" | "walk";
  of: Readonly<Record<ComparedExponent, Float64Array>>;
}

/**
 * R/S wants the noise, the generalised exponent the walk that is its running sum. DFA stays as it is: its α less 1 is H for a walk.
 * @param series finite, not constant. @param alpha what DFA gives of it.
 */
export function commonFooting(series: ArrayLike<number>, alpha: number): CommonFooting {
  const x = standardised(series);
  if (alpha > 1) {
    const steps = Float64Array.from({ length: x.length - 1 }, (_, i) => x[i + 1]! - x[i]!);
    return { takenAs: "walk", of: { dfa: x, "rescaled-range": steps, "generalised-hurst": x } };
  }
  let sum = 0;
  const walk = x.map((value) => (sum += value));
  return { takenAs: "noise", of: { dfa: x, "rescaled-range": x, "generalised-hurst": walk } };
}

/**
 * What to say where DFA, R/S and the generalised Hurst exponent of one record differ by more than 0.15; null where they agree, or fewer than two are defined.
 * @param told of the series as it is. @param common of `commonFooting`, DFA's still as α.
 */
export function hurstDisagreement(told: ComparedResults, common: ComparedResults, takenAs: CommonFooting["takenAs"]): string | null {
  const asTold = valuesOf(told, 0);
  const comparable = valuesOf(common, takenAs === "walk" ? 1 : 0);
  if (asTold.length < 2) return null;
  const [apart, left] = [spreadOf(asTold), spreadOf(comparable)];
  if (apart <= tolerated && left <= tolerated) return null;
  const list = asTold.map(({ name, value, range }) => `${name} ${value.toFixed(2)}${range}`).join(", ");
  const same = comparable.map(({ name, value }) => `${name} ${value.toFixed(2)}`).join(", ");
  const footing = takenAs === "walk" ? "the steps of the series, which is a walk by DFA," : "the series, which is a noise by DFA,";
  const verdict =
    left <= tolerated
      ? `Put on one footing, as H of ${footing} they agree: ${same}.`
      : `Put on one footing, as H of ${footing} they still differ by ${left.toFixed(2)}: ${same}. No one exponent describes it at these scales.`;
  return `${list} differ by ${apart.toFixed(2)}. ${verdict}`;
}

const names: Readonly<Record<ComparedExponent, string>> = { dfa: "DFA", "rescaled-range": "R/S", "generalised-hurst": "generalised Hurst" };

function valuesOf(results: ComparedResults, alphaLess: number): { name: string; value: number; range: string }[] {
  return comparedExponents.flatMap((id) => {
    const result = results[id];
    if (result.value === null) return [];
    const range = result.range ? ` (scales ${result.range[0]} to ${result.range[1]})` : "";
    return [{ name: names[id], value: result.value - (id === "dfa" ? alphaLess : 0), range }];
  });
}

function spreadOf(values: readonly { value: number }[]): number {
  const all = values.map(({ value }) => value);
  return all.length < 2 ? 0 : Math.max(...all) - Math.min(...all);
}

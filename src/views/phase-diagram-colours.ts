import { regimeNames, regimeWords, type RegimeName } from "../core/sweep/regime";
import type { ColourMap } from "./colour-maps";

/** Okabe and Ito 2008, as in tokens.css, so that regimes are told apart with any kind of colour vision. */
const regimeColours: Record<RegimeName, string> = {
  homogeneous: "#8a949e",
  oscillating: "#f0e442",
  spots: "#56b4e9",
  holes: "#0072b2",
  stripes: "#009e73",
  changing: "#e69f00",
  "blown-up": "#d55e00",
};
/** Of a run whose spec was refused, or whose number is not defined. */
export const noColour = "#5a636b";

export const isRegime = (name: string | null): name is RegimeName => regimeNames.some((one) => one === name);
export const regimeColour = (name: string | null): string => (isRegime(name) ? regimeColours[name] : noColour);

/** The regimes that occur, in their fixed order, with colour and words. */
export const regimeKey = (names: readonly (string | null)[]): { name: RegimeName; colour: string; words: string }[] =>
  regimeNames.filter((name) => names.includes(name)).map((name) => ({ name, colour: regimeColours[name], words: regimeWords[name] }));

/** The range of the finite values; null when there is none. */
export function rangeOf(values: readonly (number | null)[]): [low: number, high: number] | null {
  let [low, high] = [Infinity, -Infinity];
  for (const value of values) {
    if (value === null || !Number.isFinite(value)) continue;
    low = Math.min(low, value);
    high = Math.max(high, value);
  }
  return low <= high ? [low, high] : null;
}

export function valueColour(map: ColourMap, value: number | null, range: readonly [number, number] | null): string {
  if (value === null || !range) return noColour;
  return map.at(range[1] > range[0] ? (value - range[0]) / (range[1] - range[0]) : 0.5);
}

/** What stands where a number is undefined. */
export const dash = "–";

const minus = "\u2212";
const thinSpace = "\u202f";
const superscripts = "⁰¹²³⁴⁵⁶⁷⁸⁹";

const signed = (text: string): string => text.replace(/^-/, minus);
const grouped = (whole: string): string => (whole.replace("-", "").length > 4 ? whole.replace(/\B(?=(\d{3})+$)/g, thinSpace) : whole);

/** A number to `digits` significant digits: 1.740, −0.0037, 1.2×10⁻⁷, 12 400. Anything not finite is "–", never "NaN". */
export function formatNumber(value: number | null | undefined, digits = 4): string {
  if (value === null || value === undefined || !Number.isFinite(value)) return dash;
  if (value === 0) return "0";
  const [mantissa, exponent] = value.toExponential(digits - 1).split("e") as [string, string];
  const power = Number(exponent);
  if (power < -4 || power > Math.max(digits, 6)) return signed(`${trimZeros(mantissa)}×10${superscript(power)}`);
  const [whole, fraction] = value.toFixed(Math.max(0, digits - 1 - power)).split(".") as [string, string?];
  return signed(fraction ? `${grouped(whole)}.${fraction}` : grouped(whole));
}

/** Like `formatNumber`, without zeros that carry nothing: 0.02, 1.19, 10. For settings, which are exact. */
export function formatSetting(value: number | null | undefined, digits = 6): string {
  if (value === null || value === undefined || !Number.isFinite(value)) return dash;
  const [mantissa, power] = formatNumber(value, digits).split("×") as [string, string?];
  return power ? `${mantissa}×${power}` : trimZeros(mantissa);
}

/** A whole number in groups of three: 65 536. */
export const formatCount = (value: number | null | undefined): string =>
  value === null || value === undefined || !Number.isFinite(value) ? dash : signed(grouped(String(Math.round(value))));

/** Decimals that an uncertainty allows: one significant digit, two when the first is 1. */
function decimalsFor(uncertainty: number): number {
  const power = Math.floor(Math.log10(uncertainty));
  const leading = Math.floor(uncertainty / 10 ** power + 1e-9);
  return Math.min(8, Math.max(0, -power + (leading === 1 ? 1 : 0)));
}

/** A value with half the width of its interval, both to the digits that the interval allows: ["1.74", "0.03"]. */
export function formatWithInterval(value: number | null, interval?: readonly [number, number]): [value: string, plusMinus: string | null] {
  if (value === null || !interval) return [formatNumber(value), null];
  const half = (interval[1] - interval[0]) / 2;
  if (!Number.isFinite(half) || !(half > 0)) return [formatNumber(value), null];
  const decimals = decimalsFor(half);
  return [signed(value.toFixed(decimals)), half.toFixed(decimals)];
}

/** A rate with its prefix: "12.4 M cells/s". */
export function formatRate(perSecond: number, unit: string): string {
  if (!(perSecond > 0) || !Number.isFinite(perSecond)) return dash;
  const [scale, prefix] = perSecond >= 1e9 ? [1e9, "G "] : perSecond >= 1e6 ? [1e6, "M "] : perSecond >= 1e3 ? [1e3, "k "] : [1, ""];
  return `${formatNumber(perSecond / scale, 3)} ${prefix}${unit}`;
}

/** A message as a sentence: a capital at its head, a full stop at its end. */
export const sentence = (text: string): string => `${text.charAt(0).toUpperCase()}${text.slice(1)}${/[.!?…]$/.test(text) ? "" : "."}`;

/** A unit as it stands behind a number: nothing for "1". */
export const formatUnit = (unit: string): string => (unit === "1" || unit === "" ? "" : ` ${unit}`);

/** Reads what a person typed: decimal point or comma, either minus sign, 1e-3. Null when it is not a number. */
export function parseNumber(text: string): number | null {
  const plain = text
    .trim()
    .replaceAll(minus, "-")
    .replace(/[\s\u202f]/g, "")
    .replace(/^([+-]?\d+),(\d+)$/, "$1.$2")
    .replace(/×10\^?/, "e");
  if (!/^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(plain)) return null;
  const value = Number(plain);
  return Number.isFinite(value) ? value : null;
}

/** The shortest text that reads back as the same number; what a number field shows. */
export const formatForField = (value: number): string => signed(String(Number.isInteger(value) ? value : Number(value.toPrecision(12))));

const trimZeros = (text: string): string => (text.includes(".") ? text.replace(/\.?0+$/, "") : text);

const superscript = (power: number): string =>
  (power < 0 ? "⁻" : "") + [...String(Math.abs(power))].map((digit) => superscripts[Number(digit)]).join("");

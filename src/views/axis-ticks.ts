import { ticks } from "d3";
import { formatSetting } from "../ui/format";

/** What rounding does to a power of ten. */
const rounding = 1 + 1e-9;

/** With fewer round values than this an axis cannot be read: it takes what a linear one would. */
const fewest = 2;

/** Round values on a logarithmic axis: powers of ten, with 2 and 5 or 3 between them where there is room, thinned where they would crowd. */
export function logTicks(low: number, high: number, most = 7): number[] {
  if (!(low > 0) || !(high > low)) return [];
  const [from, to] = [Math.floor(Math.log10(low)), Math.ceil(Math.log10(high))];
  const powersWith = (factors: readonly number[]) =>
    Array.from({ length: to - from + 1 }, (_, i) => from + i)
      .flatMap((power) => factors.map((factor) => Number(`${factor}e${power}`)))
      .filter((value) => value >= low / rounding && value <= high * rounding);
  for (const factors of [
    [1, 2, 5],
    [1, 3],
  ]) {
    const found = powersWith(factors);
    if (found.length < fewest) return ticks(low, high, fewest + 1);
    if (found.length <= most) return found;
  }
  const decades = powersWith([1]);
  const every = Math.ceil(decades.length / most);
  return decades.filter((_, i) => (decades.length - 1 - i) % every === 0);
}

/** A round value as it stands at an axis: 0.02, 500, 10⁴, 3×10⁻⁵. */
export function tickText(value: number): string {
  const size = Math.abs(value);
  if (size === 0 || (size >= 1e-2 && size < 1e4)) return formatSetting(value);
  const [mantissa, exponent] = Number(value.toPrecision(3)).toExponential().split("e") as [string, string];
  const power = `10${[...String(Number(exponent))].map((sign) => (sign === "-" ? "⁻" : superscripts[Number(sign)])).join("")}`;
  return mantissa === "1" ? power : `${mantissa.replace("-", "−")}×${power}`;
}

const superscripts = "⁰¹²³⁴⁵⁶⁷⁸⁹";

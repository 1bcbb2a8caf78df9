import { WorkbenchError, type ErrorPath } from "../errors";

/** Powers of ten in mol/L. Both signs for micro are in use: U+00B5 and the Greek letter. */
const units: Readonly<Record<string, number>> = {
  "": 0,
  M: 0,
  "mol/L": 0,
  mM: -3,
  "mmol/L": -3,
  uM: -6,
  "\u00b5M": -6,
  "\u03bcM": -6,
  nM: -9,
};

/**
 * `"5mM"`, `"5 mM"`, `"0.005"` or `0.005` as mol/L.
 * @param least `"positive"` where an ion must be on both sides of the membrane; `"zero"` where a side may be free of it.
 * @throws WorkbenchError `parameter/out-of-range` at the path, for text that is no concentration or one below `least`.
 */
export function concentrationOf(value: unknown, path: ErrorPath, least: "positive" | "zero" = "positive"): number {
  const text = typeof value === "number" ? String(value) : value;
  const match = typeof text === "string" ? /^\s*([+-]?(?:\d+\.?\d*|\.\d+))(?:[eE]([+-]?\d+))?\s*(\S*)\s*$/u.exec(text) : null;
  const unit = match?.[3] ?? "";
  const power = match && Object.hasOwn(units, unit) ? units[unit] : undefined;
  const refuse = (expected: string) => new WorkbenchError("parameter/out-of-range", path, `expected ${expected}, got ${JSON.stringify(value)}`);
  if (!match || power === undefined) throw refuse("a concentration such as 5mM, 5 µM or 0.005 (mol/L), with unit M, mM, uM, µM or nM");
  // Read in one piece, so that 0.1 µM is the double nearest to 10⁻⁷.
  const molar = Number(`${match[1]}e${Number(match[2] ?? 0) + power}`);
  if (!Number.isFinite(molar) || molar < 0 || (molar === 0 && least === "positive"))
    throw refuse(least === "positive" ? "a concentration above 0" : "a concentration of 0 or more");
  return molar;
}

/** mol/L for reading, in the unit that leaves one to three digits before the point: `140 mM`, `0.1 µM`. */
export function concentrationText(molar: number): string {
  const [unit, perMole] =
    molar >= 1
      ? (["M", 1] as const)
      : molar >= 1e-4 || molar === 0
        ? (["mM", 1e3] as const)
        : molar >= 1e-7
          ? (["µM", 1e6] as const)
          : (["nM", 1e9] as const);
  return `${Number((molar * perMole).toPrecision(6))} ${unit}`;
}

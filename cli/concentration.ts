import { WorkbenchError } from "../src/core/errors";

/** Mol per litre in each unit. Both signs for micro are in use: U+00B5 and the Greek letter. */
const units: Record<string, number> = { "": 1, M: 1, "mol/L": 1, mM: 1e3, "mmol/L": 1e3, uM: 1e6, "\u00b5M": 1e6, "\u03bcM": 1e6, nM: 1e9 };

/**
 * `5mM`, `5 mM` or `0.005` as mol/L.
 * @throws WorkbenchError `parameter/out-of-range` naming the option.
 */
export function concentrationOf(name: string, text: string): number {
  const match = /^\s*([+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?)\s*(\S*)\s*$/u.exec(text);
  const perMole = match ? units[match[2]!] : undefined;
  if (!match || perMole === undefined) {
    throw new WorkbenchError(
      "parameter/out-of-range",
      [name],
      `expected a concentration such as 5mM, 5 µM or 0.005 (mol/L); units are M, mM, uM, nM; got "${text}"`,
    );
  }
  // Division by a whole power of ten rounds once: 140mM is the double nearest to 0.14.
  const value = Number(match[1]) / perMole;
  if (value > 0 && Number.isFinite(value)) return value;
  throw new WorkbenchError("parameter/out-of-range", [name], `expected a concentration above 0, got "${text}"`);
}

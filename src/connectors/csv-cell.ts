export type DecimalMark = "." | ",";

/**
 * What a cell holds: a number, nothing, or words. Not a number and infinity written out are told apart from words; so is a number
 * that only the other decimal mark makes one. `grouped`: marks between thousands were taken out of it.
 */
export type Cell =
  { kind: "number"; value: number; grouped: boolean } | { kind: "not-finite"; value: number } | { kind: "missing" | "words" | "other-mark" };

const plainNumber = /^[+-]?(\d+\.?\d*|\.\d+)([eEdD][+-]?\d+)?$/;
const missing = new Set(["", "null", "na", "n/a"]);
const notFinite = /^[+-]?(nan|inf|infinity|1\.#(inf|ind|qnan)\d*)$/i;
/** Thousands apart by one mark throughout: comma or point, apostrophe, blank of any width. */
const grouped = {
  ".": /^[+-]?[1-9]\d{0,2}([,'’ \u00a0\u2009\u202f])\d{3}(?:\1\d{3})*(?:\.\d+)?$/,
  ",": /^[+-]?[1-9]\d{0,2}([.'’ \u00a0\u2009\u202f])\d{3}(?:\1\d{3})*(?:,\d+)?$/,
};
const groupMarks = { ".": /[,'’ \u00a0\u2009\u202f]/g, ",": /[.'’ \u00a0\u2009\u202f]/g };
const otherMark = { ".": ",", ",": "." } as const;

/** @param text without blanks around it. */
export function readCell(given: string, decimal: DecimalMark): Cell {
  // The minus of typesetters, U+2212.
  const text = given.startsWith("\u2212") ? `-${given.slice(1)}` : given;
  if (missing.has(text.toLowerCase())) return { kind: "missing" };
  if (notFinite.test(text)) return { kind: "not-finite", value: /inf/i.test(text) ? (text.startsWith("-") ? -Infinity : Infinity) : NaN };
  const plain = pointed(text, decimal);
  if (plain !== null) return numberCell(plain, false);
  if (grouped[decimal].test(text)) return numberCell(text.replace(groupMarks[decimal], "").replace(",", "."), true);
  const other = otherMark[decimal];
  return { kind: pointed(text, other) !== null || grouped[other].test(text) ? "other-mark" : "words" };
}

/** The number as JavaScript writes it; null when it is none with this mark. */
function pointed(text: string, decimal: DecimalMark): string | null {
  const plain = decimal === "." ? text : text.includes(".") ? "" : text.replace(",", ".");
  return plainNumber.test(plain) ? plain : null;
}

function numberCell(text: string, isGrouped: boolean): Cell {
  const value = Number(text.replace(/[dD]/, "e"));
  return Number.isFinite(value) ? { kind: "number", value, grouped: isGrouped } : { kind: "not-finite", value };
}

/** 10⁰ … 10²², the powers of ten that a double holds exactly. */
const powersOfTen = Array.from({ length: 23 }, (_, k) => Number(`1e${k}`));

/**
 * The value of a cell that is written plainly, as nearly all are: sign, at most 15 digits, one mark. Both the digits and the power of
 * ten are then exact in a double, and so is their quotient but for one rounding: the number nearest to what is written (Clinger
 * 1990, doi:10.1145/93542.93557). NaN sends the caller to `readCell`.
 */
export function plainValue(text: string, decimal: DecimalMark): number {
  const mark = decimal === "." ? 46 : 44;
  const first = text.charCodeAt(0);
  const start = first === 45 || first === 43 ? 1 : 0;
  const { length } = text;
  let digits = 0;
  let value = 0;
  let after = -1;
  for (let i = start; i < length; i++) {
    const c = text.charCodeAt(i);
    if (c >= 48 && c <= 57) {
      value = 10 * value + (c - 48);
      digits++;
    } else if (c === mark && after < 0) after = digits;
    else return NaN;
  }
  if (digits === 0 || digits > 15) return NaN;
  if (after >= 0) value /= powersOfTen[digits - after]!;
  return first === 45 ? -value : value;
}

/**
 * Whether the one mark in a number may as well part thousands: 1.000 may be one or a thousand. "decided" when the mark can only be
 * a decimal one, as in 0.125, 1.5 or 1234.567; null for a number without a mark.
 */
export function markOf(text: string, decimal: DecimalMark): "ambiguous" | "decided" | null {
  const at = text.indexOf(decimal);
  if (at < 0) return null;
  return /^[+-]?[1-9]\d{0,2}[.,]\d{3}$/.test(text) ? "ambiguous" : "decided";
}

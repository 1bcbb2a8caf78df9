/** A value that came, in an error's words: JSON, cut where it grows long; what JSON cannot say is said plainly. */
export function shortJson(value: unknown): string {
  if (value === undefined) return "nothing";
  const text = typeof value === "number" ? String(value) : JSON.stringify(value);
  return text.length <= 80 ? text : `${text.slice(0, 79)}…`;
}

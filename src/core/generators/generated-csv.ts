import type { GeneratedSeries } from "../define/generator";

/**
 * A made series as a table: its columns, and if asked the regime of each sample in words.
 * @param facts lines that begin the file behind "# ", such as the settings it was made with.
 */
export function generatedCsv(
  { columns, regimes, truth }: GeneratedSeries,
  { withTruth, facts }: { withTruth: boolean; facts: readonly string[] },
): string {
  const names = [...columns.map(({ name }) => name), ...(withTruth ? ["regime"] : [])];
  const rows = Array.from(truth, (state, t) =>
    [...columns.map(({ values }) => String(values[t]!)), ...(withTruth ? [regimes[state]!] : [])].join(","),
  );
  return [...facts.map((fact) => `# ${fact}`), names.join(","), ...rows, ""].join("\n");
}

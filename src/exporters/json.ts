import { defineExporter } from "./exporter";
import { provenanceEntries } from "./provenance";

/** A result as JSON could hold it: no NaN, no typed arrays. */
export type RecordInput = Readonly<Record<string, unknown>>;

/** A result as indented JSON: `{"provenance": {"software": …, "file": …, "settings": …}, …}`, then the result's own keys. */
export const json = defineExporter<RecordInput>({
  id: "json",
  title: "Result (JSON)",
  extension: "json",
  type: "application/json",
  encode: (input, provenance) => new TextEncoder().encode(`${JSON.stringify({ provenance: provenanceEntries(provenance), ...input }, null, 2)}\n`),
});

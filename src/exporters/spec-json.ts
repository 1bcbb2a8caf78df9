import { WorkbenchError } from "../core/errors";
import { defineExporter } from "./exporter";

/**
 * The completed spec as indented JSON, and nothing else: the file is itself a spec that `mfn run` and the Lab open.
 * Version 1 forbids further keys, so the hash is in the file's name.
 */
export const specJson = defineExporter<null>({
  id: "spec-json",
  title: "Experiment spec (JSON)",
  extension: "spec.json",
  type: "application/json",
  encode(_, { spec }) {
    if (spec === null) throw new WorkbenchError("data/empty", [], "no run made this, so there is no spec to export");
    return new TextEncoder().encode(JSON.stringify(JSON.parse(spec), null, 2) + "\n");
  },
});

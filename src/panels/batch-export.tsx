import { batchColumns } from "../core/metrics/batch";
import { csv } from "../exporters/csv";
import type { ExportedFile, Exporter } from "../exporters/exporter";
import { json } from "../exporters/json";
import { exportFile, provenanceOfFile } from "../exporters/provenance";
import { batchRows } from "../state/batch-facts";
import { useWorkbench, useWorkbenchStore } from "../state/use-workbench";
import { t } from "../ui/text";
import { ExportButton, type ExportChoice } from "./export-button";

/** The table of the batch, in which every row has all parameters that made it. */
export function BatchExport() {
  const store = useWorkbenchStore();
  const ready = useWorkbench(({ batch }) => batch.files.some(({ status }) => status === "done" || status === "failed"));

  function file<Input>(exporter: Exporter<Input>, input: Input): ExportedFile {
    const { files, setting, options, metrics } = store.getState().batch;
    const paths = files.map(({ path }) => path).join(", ");
    return exportFile(exporter, "batch", input, provenanceOfFile(paths, { ...setting, options, metrics, seed: 1 }));
  }
  const rows = () => batchRows(store.getState().batch);
  const unavailable = ready ? null : t("no image is measured yet");

  const choices: ExportChoice[] = [
    { id: "csv", title: t("Table (CSV)"), unavailable, make: () => file(csv, { columns: batchColumns(rows()) }) },
    {
      id: "parquet",
      title: t("Table (Parquet)"),
      note: t("typed columns, for pandas, R or DuckDB"),
      unavailable,
      make: async () => {
        const { parquet } = await import("../exporters/parquet");
        return file(parquet, { columns: batchColumns(rows()) });
      },
    },
    { id: "json", title: t("Everything measured (JSON)"), unavailable, make: () => file(json, { images: rows() }) },
  ];
  return <ExportButton choices={choices} />;
}

import { csv } from "../exporters/csv";
import type { ExportedFile } from "../exporters/exporter";
import { exportFile } from "../exporters/provenance";
import { sweepTable } from "../exporters/sweep-table";
import { useWorkbench, useWorkbenchStore } from "../state/use-workbench";
import { t } from "../ui/text";
import { copyTaskLink } from "./export-link";
import { ExportButton, type ExportChoice } from "./export-button";

/** The rows as a table, and the sweep itself as a file that can be dropped here again or given to `mfn sweep`. */
export function SweepExport() {
  const store = useWorkbenchStore();
  const empty = useWorkbench((state) => state.sweep.rows.length === 0);
  const unavailable = empty ? t("no run has ended yet") : null;
  const facts = () => {
    const { sweep, rows } = store.getState().sweep;
    return { sweep: sweep!, ...sweepTable(sweep!, rows) };
  };
  const choices: ExportChoice[] = [
    {
      id: "csv",
      title: t("Rows (CSV)"),
      unavailable,
      make: () => {
        const { table, provenance } = facts();
        return exportFile(csv, "sweep", table, provenance);
      },
    },
    {
      id: "parquet",
      title: t("Rows (Parquet)"),
      note: t("typed columns, for pandas, R or DuckDB"),
      unavailable,
      make: async () => {
        const { parquet } = await import("../exporters/parquet");
        const { table, provenance } = facts();
        return exportFile(parquet, "sweep", table, provenance);
      },
    },
    {
      id: "sweep",
      title: t("Sweep file (JSON)"),
      note: t("for mfn sweep, or to drop here again"),
      make: (): ExportedFile => sweepFile(facts().sweep),
    },
    {
      id: "link",
      title: t("Link to this sweep"),
      note: t("sets it up in the Lab"),
      make: () => copyTaskLink("sweep", store.getState().sweep.sweep!),
    },
  ];
  return <ExportButton choices={choices} />;
}

const sweepFile = (sweep: object): ExportedFile => ({
  name: "sweep.json",
  type: "application/json",
  bytes: new TextEncoder().encode(`${JSON.stringify(sweep, null, 2)}\n`),
});

import { csv } from "../exporters/csv";
import { fieldTable } from "../exporters/field-table";
import { npy } from "../exporters/npy";
import { npz } from "../exporters/npz";
import { parquet } from "../exporters/parquet";
import { exportFile } from "../exporters/provenance";
import { specJson } from "../exporters/spec-json";
import { vti } from "../exporters/vti";
import { zarr } from "../exporters/zarr";
import { useServices } from "../state/use-workbench";
import { NumberField } from "../ui/number-field";
import { Setting } from "../ui/setting";
import { t } from "../ui/text";
import { ExportItem, ExportItems, type ExportGroupProps } from "./export-group";
import { frameCount, historyOf } from "./export-movie";
import { formatBytes } from "./measure-files";

/** More than this is not gathered in memory. */
const mostHistoryBytes = 2 ** 30;

/** Numbers, for other programs. */
export function DataGroup({ state, options, change, job }: ExportGroupProps) {
  const services = useServices();
  const { shape, spacing, frame, field, provenance, stem, metrics } = state;
  const fields = Object.entries(frame.fields);
  const [one, all] = [frame.fields[field]!.byteLength, fields.reduce((sum, [, { byteLength }]) => sum + byteLength, 0)];
  const count = frameCount(state, options.frames);
  const measured = (metrics.columns[0]?.values.length ?? 0) > 0 ? null : t("nothing is measured yet");
  const size = (bytes: number) => formatBytes(bytes);
  const place = { ...frame, spacing };
  const cells = frame.fields[field]!.length;
  return (
    <div className="export-column">
      <ExportItems>
        <ExportItem
          title={t("Save NPY")}
          note={t("{{field}} for NumPy, {{size}}", { field, size: size(one) })}
          job={job}
          make={() => exportFile(npy, `${stem}-${field}`, { shape, values: frame.fields[field]! }, provenance)}
        />
        <ExportItem
          title={t("Save NPZ")}
          note={t("all fields for NumPy, {{size}} or less", { size: size(all) })}
          job={job}
          make={() => exportFile(npz, stem, Object.fromEntries(fields.map(([name, values]) => [name, { shape, values }])), provenance)}
        />
        <ExportItem
          title={t("Save VTI")}
          note={t("all fields for ParaView, {{size}}", { size: size(all) })}
          job={job}
          make={() => exportFile(vti, stem, place, provenance)}
        />
        <ExportItem
          title={t("Save Zarr")}
          note={t("all fields of this state, a store in a ZIP, {{size}} or less", { size: size(all) })}
          job={job}
          make={() => exportFile(zarr, stem, { shape, spacing, states: [frame] }, provenance)}
        />
        <ExportItem
          title={t("Save Zarr over time")}
          note={t("all fields at {{count}} steps from the start, {{size}} or less; the run is computed again", { count, size: size(count * all) })}
          unavailable={
            count * all > mostHistoryBytes ? t("{{size}} are more than a page can hold; take fewer frames", { size: size(count * all) }) : null
          }
          job={job}
          make={async (work) =>
            exportFile(zarr, `${stem}-history`, { shape, spacing, states: await historyOf(state, options.frames, services, work) }, provenance)
          }
        />
        <ExportItem
          title={t("Save field as CSV")}
          note={t("x, y and every field, {{cells}} rows", { cells })}
          job={job}
          make={() => exportFile(csv, stem, fieldTable(place), provenance)}
        />
        <ExportItem
          title={t("Save field as Parquet")}
          note={t("the same as columns")}
          job={job}
          make={() => exportFile(parquet, stem, fieldTable(place), provenance)}
        />
        <ExportItem
          title={t("Save metrics as CSV")}
          note={t("what was measured, over time")}
          unavailable={measured}
          job={job}
          make={() => exportFile(csv, `${stem}-metrics`, metrics, provenance)}
        />
        <ExportItem
          title={t("Save metrics as Parquet")}
          note={t("the same as columns")}
          unavailable={measured}
          job={job}
          make={() => exportFile(parquet, `${stem}-metrics`, metrics, provenance)}
        />
        <ExportItem
          title={t("Save spec")}
          note={t("the experiment as JSON: what brings all the rest back")}
          job={job}
          make={() => exportFile(specJson, stem, null, provenance)}
        />
      </ExportItems>
      <Setting name={t("Frames over time, at most")}>
        <NumberField
          label={t("Frames over time, at most")}
          value={options.frames}
          min={2}
          max={5000}
          integer
          onChange={(frames) => change({ frames })}
        />
      </Setting>
    </div>
  );
}

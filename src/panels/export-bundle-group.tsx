import { bundle, type BundleInput } from "../exporters/bundle";
import { bundleLicences } from "../exporters/bundle-crate";
import { csv } from "../exporters/csv";
import { html } from "../exporters/html";
import { pdf } from "../exporters/pdf";
import { exportFile, exportFileLater } from "../exporters/provenance";
import { svg } from "../exporters/svg";
import { useServices } from "../state/use-workbench";
import { formatSetting } from "../ui/format";
import { NumberField } from "../ui/number-field";
import { Select } from "../ui/select";
import { Setting } from "../ui/setting";
import { t } from "../ui/text";
import { figurePage } from "../views/figure-layout";
import { figureSvg } from "../views/figure-svg";
import { ExportItem, ExportItems, type ExportGroupProps } from "./export-group";
import { linkTo } from "./export-link";
import { frameCount, pageFrames } from "./export-movie";
import type { ExportOptions } from "./export-options";
import { captionOf, type ExportedState } from "./export-state";
import { formatBytes } from "./measure-files";

/** A figure that goes along: as wide as two columns of a journal. */
const figureWidth = 178;

/** The run as one file for others: a page to read, or a bundle to run again. */
export function BundleGroup({ state, options, change, job }: ExportGroupProps) {
  const services = useServices();
  const count = frameCount(state, options.frames);
  const bytes = Object.values(state.frame.fields).reduce((sum, { byteLength }) => sum + byteLength, 0);
  return (
    <div className="export-column">
      <ExportItems>
        <ExportItem
          title={t("Save page")}
          note={t("one HTML file that needs no network: figure, {{count}} frames to play, numbers and spec; the run is computed again", { count })}
          job={job}
          make={(work) =>
            exportFileLater(
              html,
              state.stem,
              {
                title: state.title,
                figure: figureSvg(pageOf(state)),
                numbers: numbersOf(state),
                link: linkOrNull(state),
                aspect: aspectOf(state),
                frameRate: Math.min(30, options.frameRate),
                frames: pageFrames(state, options, services, work),
              },
              state.provenance,
            )
          }
        />
        <ExportItem
          title={t("Save bundle")}
          note={t(
            "an RO-Crate in a ZIP: spec, fields, figures, tables, hashes, citation; “mfn run” runs it again and compares the bits. Some {{size}}",
            { size: formatBytes(2 * bytes) },
          )}
          job={job}
          make={async () => exportFile(bundle, state.stem, await bundleOf(state, options), state.provenance)}
        />
      </ExportItems>
      <Setting name={t("Author")} title={t("Stands in the citation; may stay empty")}>
        <input
          className="export-text"
          type="text"
          aria-label={t("Author")}
          value={options.author}
          onChange={(event) => change({ author: event.target.value })}
        />
      </Setting>
      <Setting name={t("Licence of the data")}>
        <Select
          label={t("Licence of the data")}
          value={options.licence}
          options={bundleLicences.map(({ id, title }) => ({ value: id as string, label: id, note: title }))}
          onChange={(licence) => change({ licence })}
        />
      </Setting>
      <Setting name={t("Frames of the page, at most")}>
        <NumberField
          label={t("Frames of the page, at most")}
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

const pageOf = (state: ExportedState) =>
  figurePage(state.figure, { width: figureWidth, title: true, axes: true, bar: true, caption: captionOf(state) });

async function bundleOf(state: ExportedState, { author, licence }: ExportOptions): Promise<BundleInput> {
  const { shape, spacing, frame, provenance, stem, field, metrics, exact, backend, title } = state;
  const page = pageOf(state);
  const figures = [
    { ...exportFile(svg, `${stem}-${field}`, { svg: figureSvg(page) }, provenance), about: "The state as a figure" },
    {
      ...(await exportFileLater(pdf, `${stem}-${field}`, { page, fonts: (await import("./export-fonts")).figureFonts() }, provenance)),
      about: "The same figure for print",
    },
  ];
  const table = { ...exportFile(csv, `${stem}-metrics`, metrics, provenance), about: "What was measured of the shown field, over time" };
  const measured = (metrics.columns[0]?.values.length ?? 0) > 0;
  const { step, time, fields } = frame;
  return {
    shape,
    spacing,
    title,
    description: captionOf(state),
    author,
    date: new Date().toISOString().slice(0, 10),
    licence,
    state: { step, time, fields },
    exact,
    backend,
    files: measured ? [...figures, table] : figures,
  };
}

/** What a reader of the page may want to know, the newest measures among it. */
function numbersOf({ spec, frame, metrics }: ExportedState): { name: string; value: string }[] {
  const parameters = Object.entries(spec.parameters).flatMap(([name, value]) =>
    typeof value === "number" ? [{ name, value: formatSetting(value) }] : [],
  );
  const measures = metrics.columns.slice(2).flatMap(({ name, values }) => {
    const last = values[values.length - 1];
    return typeof last === "number" ? [{ name, value: formatSetting(last) }] : [];
  });
  return [{ name: "step", value: String(frame.step) }, { name: "time", value: formatSetting(frame.time) }, ...parameters, ...measures];
}

function linkOrNull({ spec }: ExportedState): string | null {
  try {
    return linkTo(spec);
  } catch {
    return null;
  }
}

function aspectOf({ figure: { picture, spacing } }: ExportedState): number {
  return (picture.ny * spacing[0]) / (picture.nx * spacing[1]);
}

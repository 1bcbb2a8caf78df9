import { toRecord } from "../core/errors";
import { exportFile } from "../exporters/provenance";
import { specJson } from "../exporters/spec-json";
import { Checkbox } from "../ui/checkbox";
import { sentence } from "../ui/format";
import { NumberField } from "../ui/number-field";
import { Setting } from "../ui/setting";
import { t } from "../ui/text";
import { ExportItem, ExportItems, type ExportGroupProps } from "./export-group";
import type { ExportJob } from "./export-job";
import { embedMarkup, linkTo } from "./export-link";

/** The run as an address, and as markup for other pages; as a file where the spec is too long for either. */
export function LinkGroup({ state, options, change, job }: ExportGroupProps) {
  const { embedWidth: width, embedHeight: height, embedRuns: run } = options;
  let [link, markup, problem]: (string | null)[] = [null, null, null];
  try {
    [link, markup] = [linkTo(state.spec), embedMarkup(state.spec, { width, height, run })];
  } catch (error) {
    problem = toRecord(error).message;
  }
  if (link === null || markup === null)
    return (
      <div className="export-column">
        <p>{sentence(problem ?? "")}</p>
        <ExportItems>
          <ExportItem
            title={t("Save spec")}
            note={t("the same as a file, which Open takes")}
            job={job}
            make={() => exportFile(specJson, state.stem, null, state.provenance)}
          />
        </ExportItems>
      </div>
    );
  return (
    <div className="export-column">
      <Copied
        title={t("Copy link")}
        label={t("Link")}
        text={link}
        job={job}
        note={state.exact ? t("brings back this run, to the bit") : t("brings back this run, within rounding")}
      />
      <h3>{t("In another page")}</h3>
      <Setting name={t("Width, pixels")}>
        <NumberField label={t("Width, pixels")} value={width} min={160} max={4000} integer onChange={(embedWidth) => change({ embedWidth })} />
      </Setting>
      <Setting name={t("Height, pixels")}>
        <NumberField label={t("Height, pixels")} value={height} min={160} max={4000} integer onChange={(embedHeight) => change({ embedHeight })} />
      </Setting>
      <div className="export-checks">
        <Checkbox label={t("Runs by itself")} checked={run} onChange={(embedRuns) => change({ embedRuns })} />
      </div>
      <Copied title={t("Copy markup")} label={t("Markup")} text={markup} job={job} note={t("an <iframe> with the field, its colours and a button")} />
    </div>
  );
}

function Copied({ title, label, text, note, job }: { title: string; label: string; text: string; note: string; job: ExportJob }) {
  return (
    <>
      <textarea className="export-text" aria-label={label} readOnly rows={3} value={text} onFocus={(event) => event.currentTarget.select()} />
      <ExportItems>
        <ExportItem
          title={title}
          note={note}
          job={job}
          make={async () => {
            await navigator.clipboard.writeText(text).catch(() => {
              throw new Error(t("the browser does not let the page copy: select the text above and copy it"));
            });
            return t("Copied");
          }}
        />
      </ExportItems>
    </>
  );
}

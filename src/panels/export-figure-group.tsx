import { useMemo } from "react";
import { pdf } from "../exporters/pdf";
import { png } from "../exporters/png";
import { exportFile, exportFileLater } from "../exporters/provenance";
import { svg } from "../exporters/svg";
import { Checkbox } from "../ui/checkbox";
import { NumberField } from "../ui/number-field";
import { Setting } from "../ui/setting";
import { t } from "../ui/text";
import { figurePage } from "../views/figure-layout";
import { figurePixels } from "../views/figure-pixels";
import { figureSvg } from "../views/figure-svg";
import { ExportItem, ExportItems, type ExportGroupProps } from "./export-group";
import { captionOf } from "./export-state";

const millimetresPerInch = 25.4;
/** Longest side of a picture: what browsers can still draw. */
const mostPixels = 16_000;

/** The state as a picture or a figure for print, with a preview. */
export function FigureGroup({ state, options, change, job }: ExportGroupProps) {
  const { width, dpi, title, axes, bar, caption } = options;
  const page = useMemo(
    () => figurePage(state.figure, { width, title, axes, bar, caption: caption ? captionOf(state) : "" }),
    [state, width, title, axes, bar, caption],
  );
  const preview = useMemo(() => `data:image/svg+xml,${encodeURIComponent(figureSvg(page))}`, [page]);
  const [across, down] = [page.width, page.height].map((length) => Math.round((length * dpi) / millimetresPerInch)) as [number, number];
  const tooLarge =
    Math.max(across, down) > mostPixels
      ? t("{{number}} pixels are more than a browser can draw; lower the width or the dpi", { number: Math.max(across, down) })
      : null;
  const stem = `${state.stem}-${state.field}`;
  const millimetres = t("{{width}} × {{height}} mm", { width: Math.round(page.width), height: Math.round(page.height) });
  return (
    <div className="export-columns">
      <div>
        <Setting name={t("Width, mm")}>
          <NumberField label={t("Width, mm")} value={width} min={20} max={1000} onChange={(next) => change({ width: next })} />
        </Setting>
        <Setting name={t("Dots per inch")}>
          <NumberField label={t("Dots per inch")} value={dpi} min={36} max={2400} integer onChange={(next) => change({ dpi: next })} />
        </Setting>
        <Setting name={t("Pixels across")}>
          <NumberField
            label={t("Pixels across")}
            value={across}
            min={16}
            max={mostPixels}
            integer
            onChange={(next) => change({ width: Math.max(1, (next * millimetresPerInch) / dpi) })}
          />
        </Setting>
        <div className="export-checks">
          <Checkbox label={t("Title")} checked={title} onChange={(next) => change({ title: next })} />
          <Checkbox label={t("Axes")} checked={axes} onChange={(next) => change({ axes: next })} />
          <Checkbox label={t("Colour bar")} checked={bar} onChange={(next) => change({ bar: next })} />
          <Checkbox label={t("Caption")} checked={caption} onChange={(next) => change({ caption: next })} />
        </div>
        <ExportItems>
          <ExportItem
            title={t("Save PNG")}
            note={t("{{across}} × {{down}} pixels, {{size}} at {{dpi}} dpi", { across, down, size: millimetres, dpi })}
            unavailable={tooLarge}
            job={job}
            make={() => exportFile(png, stem, { ...figurePixels(page, dpi), dpi }, state.provenance)}
          />
          <ExportItem
            title={t("Save SVG")}
            note={t("{{size}}, words and lines stay such", { size: millimetres })}
            job={job}
            make={() => exportFile(svg, stem, { svg: figureSvg(page) }, state.provenance)}
          />
          <ExportItem
            title={t("Save PDF")}
            note={t("{{size}}, one page, with its typefaces", { size: millimetres })}
            job={job}
            make={async () => exportFileLater(pdf, stem, { page, fonts: (await import("./export-fonts")).figureFonts() }, state.provenance)}
          />
        </ExportItems>
      </div>
      <img className="export-preview" src={preview} alt={t("Preview of the figure: {{title}}", { title: page.title })} />
    </div>
  );
}

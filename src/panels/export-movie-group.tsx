import { useEffect, useState } from "react";
import { gif } from "../exporters/gif";
import { mp4, webm } from "../exporters/video";
import { useServices } from "../state/use-workbench";
import { Checkbox } from "../ui/checkbox";
import { formatNumber } from "../ui/format";
import { NumberField } from "../ui/number-field";
import { Setting } from "../ui/setting";
import { t } from "../ui/text";
import { ExportItem, ExportItems, type ExportGroupProps } from "./export-group";
import { frameCount, makeMovie, movieSize, stepsBetween } from "./export-movie";

/** The run from its start to the shown state, computed again beside it. */
export function MovieGroup({ state, options, change, job }: ExportGroupProps) {
  const services = useServices();
  const { width, height } = movieSize(state, options);
  const count = frameCount(state, options.frames);
  const every = stepsBetween(state.frame.step, options.frames);
  const missing = useMissingEncoders(width, height);
  const still = state.frame.step === 0 ? t("the run has not begun: let it take some steps first") : null;
  const seconds = formatNumber(count / options.frameRate, 2);
  const facts = t("{{width}} × {{height}} pixels, {{count}} frames, {{seconds}} s", { width, height, count, seconds });
  return (
    <div className="export-column">
      <p className="dim">
        {t("The run is computed again from step 0 to {{step}}, on a thread of its own; the one that is shown is not disturbed.", {
          step: state.frame.step,
        })}
      </p>
      <Setting name={t("Frames, at most")}>
        <NumberField label={t("Frames, at most")} value={options.frames} min={2} max={5000} integer onChange={(next) => change({ frames: next })} />
      </Setting>
      <Setting name={t("Steps per frame")}>
        <NumberField
          label={t("Steps per frame")}
          value={every}
          min={1}
          max={Math.max(1, state.frame.step)}
          integer
          onChange={(next) => change({ frames: 1 + Math.ceil(state.frame.step / next) })}
        />
      </Setting>
      <Setting name={t("Frames per second")}>
        <NumberField
          label={t("Frames per second")}
          value={options.frameRate}
          min={1}
          max={60}
          integer
          onChange={(next) => change({ frameRate: next })}
        />
      </Setting>
      <Setting name={t("Pixels across")}>
        <NumberField label={t("Pixels across")} value={options.pixels} min={64} max={3840} integer onChange={(next) => change({ pixels: next })} />
      </Setting>
      <div className="export-checks">
        <Checkbox label={t("Title and colour bar")} checked={options.framed} onChange={(framed) => change({ framed })} />
        <Checkbox
          label={t("Colours keep the present range")}
          title={t("Else every frame goes from its own smallest to its own largest value")}
          checked={options.held}
          onChange={(held) => change({ held })}
        />
      </div>
      <ExportItems>
        {[
          { exporter: mp4, title: t("Save MP4"), note: t("H.264, for every player: {{facts}}", { facts }), why: missing.mp4 },
          { exporter: webm, title: t("Save WebM"), note: t("VP9: {{facts}}", { facts }), why: missing.webm },
          { exporter: gif, title: t("Save GIF"), note: t("256 colours a frame, plays everywhere: {{facts}}", { facts }), why: null },
        ].map(({ exporter, title, note, why }) => (
          <ExportItem
            key={exporter.id}
            title={title}
            note={note}
            unavailable={still ?? why}
            job={job}
            make={(work) => makeMovie(exporter, state, options, services, work)}
          />
        ))}
      </ExportItems>
    </div>
  );
}

/** Why a movie of this size cannot be encoded here; null where it can, and until the browser has answered. */
function useMissingEncoders(width: number, height: number): { mp4: string | null; webm: string | null } {
  const [missing, setMissing] = useState<{ mp4: string | null; webm: string | null }>({ mp4: null, webm: null });
  useEffect(() => {
    let asked = true;
    void Promise.all([mp4.missing(width, height), webm.missing(width, height)]).then(([one, other]) => {
      if (asked) setMissing({ mp4: one, webm: other });
    });
    return () => void (asked = false);
  }, [width, height]);
  return missing;
}

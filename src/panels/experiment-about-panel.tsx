import type { ExperimentPicture } from "../core/define/experiment";
import { aggregators } from "../core/learning/aggregators/index";
import { attacks } from "../core/learning/attacks/index";
import { explorers } from "../core/learning/exploration/index";
import { experiments } from "../core/learning/experiments/index";
import type { ExportedFile } from "../exporters/exporter";
import type { LearningFacts } from "../state/learning-slice";
import { useWorkbench, useWorkbenchStore } from "../state/use-workbench";
import { t } from "../ui/text";
import { definePanel } from "./define";
import { optionWords } from "./experiment-panel";
import { ExportButton, type ExportChoice } from "./export-button";
import { copyTaskLink } from "./export-link";

/** What the chosen parts are, where they come from, and ways out. */
function ExperimentAboutPanel() {
  const { experiment: id, options, result } = useWorkbench((state) => state.learning);
  const experiment = experiments.get(id);
  const chosen = { ...Object.fromEntries(Object.entries(experiment.params).map(([name, { default: value }]) => [name, value])), ...options[id] };
  const parts = [
    ...(chosen["rule"] !== undefined ? [aggregators.get(String(chosen["rule"]))] : []),
    ...(chosen["attack"] !== undefined ? [attacks.get(String(chosen["attack"]))] : []),
    ...(explorers.has(String(chosen["explorer"])) ? [explorers.get(String(chosen["explorer"]))] : []),
  ];
  return (
    <div className="experiment-about">
      <p>{t(experiment.help)}</p>
      <p className="dim">{experiment.source}</p>
      {parts.map((part) => (
        <section key={part.id}>
          <h3>{t(part.title)}</h3>
          <p>{t(part.help)}</p>
          {"tolerance" in part && <p>{t("What it tolerates: {{words}}", { words: t(part.tolerance) })}</p>}
          <p className="dim">{part.source}</p>
        </section>
      ))}
      {result && <p className="dim">{optionWords(experiments.get(result.experiment).params, result.options).join("; ")}</p>}
      <Ways />
    </div>
  );
}

function Ways() {
  const store = useWorkbenchStore();
  const done = useWorkbench((state) => state.learning.result !== null);
  const unavailable = done ? null : "nothing has run yet";
  const choices: ExportChoice[] = [
    {
      id: "json",
      title: "Numbers and pictures (JSON)",
      note: "as mfn learn --json prints them",
      unavailable,
      make: () => asJson(store.getState().learning.result!),
    },
    { id: "csv", title: "Lines (CSV)", unavailable, make: () => asCsv(store.getState().learning.result!.state.pictures) },
    { id: "link", title: "Link to this experiment", make: () => copyTaskLink("experiment", store.getState().experimentDocument()) },
  ];
  return <ExportButton choices={choices} />;
}

const bytes = (text: string) => new TextEncoder().encode(text);

function asJson({ experiment, options, state: { facts, pictures } }: NonNullable<LearningFacts["result"]>): ExportedFile {
  return {
    name: `${experiment}.json`,
    type: "application/json",
    bytes: bytes(`${JSON.stringify({ experiment, options, facts, pictures }, null, 2)}\n`),
  };
}

/** One row a point: which picture, which line, x, y. */
function asCsv(pictures: readonly ExperimentPicture[]): ExportedFile {
  const quoted = (text: string) => `"${text.replaceAll('"', '""')}"`;
  const rows = pictures.flatMap((picture) =>
    picture.kind === "lines"
      ? picture.series.flatMap(({ name, x, y }) => x.map((at, i) => `${quoted(picture.title)},${quoted(name)},${at},${y[i] ?? ""}`))
      : [],
  );
  return { name: "lines.csv", type: "text/csv", bytes: bytes(`picture,line,x,y\n${rows.join("\n")}\n`) };
}

export const experimentAboutPanel = definePanel({
  id: "experiment-about",
  title: "What this is",
  room: "learning",
  place: "right",
  body: ExperimentAboutPanel,
});

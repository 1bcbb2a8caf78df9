import { useEffect, useMemo, type ReactNode } from "react";
import { median } from "../core/series/median";
import { withInterventions } from "../core/spec/interventions";
import { fewestRuns, mostRuns } from "../core/search/search-spec";
import type { RunSpec } from "../core/spec/run-spec";
import type { Tile } from "../core/sweep/point";
import { rangeFor } from "../state/sweep-draft";
import { searchSeed, type SearchDraft, type SearchFacts } from "../state/search-slice";
import { useWorkbench, useWorkbenchStore } from "../state/use-workbench";
import { Button } from "../ui/button";
import { Checkbox } from "../ui/checkbox";
import { DropZone } from "../ui/drop-zone";
import { formatNumber, formatSetting, sentence } from "../ui/format";
import { Notice } from "../ui/notice";
import { NumberField } from "../ui/number-field";
import { Progress } from "../ui/progress";
import { Setting } from "../ui/setting";
import { t } from "../ui/text";
import { BifurcationPlot } from "../views/bifurcation-plot";
import { lookupTable, mapNamed } from "../views/colour-maps";
import { TilePicture } from "../views/tile-picture";
import { definePanel } from "./define";
import { ExportButton } from "./export-button";
import { copyTaskLink } from "./export-link";
import "./sweep.css";

const files = ".png,.jpg,.jpeg,.tif,.tiff,.npy,.npz,.csv,.json";

/** Parameters at which the model on screen looks like a picture. */
function SearchPanel() {
  const spec = useWorkbench((state) => state.spec);
  const draft = useWorkbench((state) => state.searchDraft);
  const facts = useWorkbench((state) => state.search);
  const prepare = useWorkbench((state) => state.prepareSearch);
  const take = useWorkbench((state) => state.takeTarget);
  const start = useWorkbench((state) => state.startSearch);
  const stop = useWorkbench((state) => state.stopSearch);
  const model = spec?.model;
  useEffect(() => prepare(), [prepare, model]);
  if (!spec || draft?.model !== model) return <p className="dim">{t("Waiting for a run to vary.")}</p>;
  const running = facts.status === "running";
  return (
    <div className="sweep">
      {!facts.target && (
        <p className="dim">
          {t("Drop a picture of a pattern here: parameters are looked for at which this model makes one like it, of whatever size and brightness.")}
        </p>
      )}
      {!running && (
        <DropZone label={facts.target ? t("Take another target") : t("Open a picture")} accept={files} onFiles={([file]) => void take(file!)}>
          {facts.status === "reading" && <p role="status">{t("Reading the picture")}</p>}
          {facts.target && <Setup spec={spec} draft={draft!} />}
        </DropZone>
      )}
      {facts.target && !running && (
        <Button look="primary" disabled={draft!.parameters.length === 0} onClick={() => void start()}>
          {t("Look for parameters")}
        </Button>
      )}
      {running && (
        <>
          <Progress label={t("Runs of the search")} share={facts.progress ? Math.min(0.99, facts.progress.evaluations / draft!.evaluations) : null} />
          <Button onClick={stop}>{t("Stop")}</Button>
        </>
      )}
      {facts.problem && <Notice tone="error">{sentence(facts.problem.message)}</Notice>}
      {facts.target && <Found facts={facts} />}
    </div>
  );
}

function Setup({ spec, draft }: { spec: RunSpec; draft: SearchDraft }) {
  const change = useWorkbench((state) => state.changeSearchDraft);
  const names = Object.keys(spec.parameters).filter((name) => typeof spec.parameters[name] === "number");
  const { parameters } = draft;
  return (
    <>
      <fieldset className="sweep-range">
        <legend>{t("What may move, and between which bounds")}</legend>
        {names.map((name) => {
          const at = parameters.findIndex((one) => one.name === `parameters.${name}`);
          const range = parameters[at];
          const put = (next: { from?: number; to?: number }) =>
            change({ parameters: parameters.map((one, i) => (i === at ? { ...one, ...next } : one)) });
          return (
            <div key={name} className="sweep-range-row">
              <Checkbox
                label={name}
                checked={range !== undefined}
                onChange={(on) =>
                  change({ parameters: on ? [...parameters, rangeFor(spec, `parameters.${name}`)] : parameters.filter((_, i) => i !== at) })
                }
              />
              {range && (
                <>
                  <NumberField label={t("Least {{name}}", { name })} value={range.from} onChange={(from) => put({ from })} />
                  <NumberField label={t("Greatest {{name}}", { name })} value={range.to} onChange={(to) => put({ to })} />
                </>
              )}
            </div>
          );
        })}
      </fieldset>
      <Setting name={t("Steps of each run")}>
        <NumberField label={t("Steps of each run")} value={draft.steps} min={1} integer onChange={(steps) => change({ steps })} />
      </Setting>
      <Setting name={t("Runs to spend")}>
        <NumberField
          label={t("Runs to spend")}
          value={draft.evaluations}
          min={fewestRuns}
          max={mostRuns}
          integer
          onChange={(evaluations) => change({ evaluations })}
        />
      </Setting>
    </>
  );
}

function Found({ facts }: { facts: SearchFacts }) {
  const map = useWorkbench((state) => state.workspace.colourMap);
  const tileOf = useWorkbench((state) => state.searchTile);
  const apply = useWorkbench((state) => state.applySearch);
  const store = useWorkbenchStore();
  const table = useMemo(() => lookupTable(mapNamed(map)), [map]);
  const { target, progress, parameters, status } = facts;
  const best = progress?.best ?? null;
  const picture = (of: "target" | "best", words: string): ReactNode => {
    const tile: Tile | null = tileOf(of);
    return (
      <figure>
        {tile && <TilePicture tile={tile} table={table} label={words} />}
        <figcaption>{words}</figcaption>
      </figure>
    );
  };
  const exportTarget = () => ({
    name: "fingerprint.json",
    type: "application/json",
    bytes: new TextEncoder().encode(JSON.stringify(store.getState().search.target!.fingerprint, null, 2)),
  });
  const copySearch = () => {
    const { spec, search, searchDraft } = store.getState();
    const { parameters: moved, steps, evaluations } = searchDraft!;
    const base = { ...withInterventions(spec!, []), steps };
    return copyTaskLink("search", { version: 1, base, parameters: moved, target: search.target!.fingerprint, evaluations, seed: searchSeed });
  };
  return (
    <>
      <div className="search-pictures">
        {picture("target", t("Target: {{name}}", { name: target!.name }))}
        {best && picture("best", t("Best so far, at distance {{distance}}", { distance: formatNumber(best.distance, 3) }))}
      </div>
      {best && (
        <>
          <p data-testid="search-best">
            {parameters.map(({ name }, i) => `${name.replace(/^parameters\./, "")} ${formatSetting(best.values[i]!, 4)}`).join(", ")}
          </p>
          <Fit facts={facts} />
          {progress!.history.length > 1 && (
            <BifurcationPlot
              title={t("Best distance after each generation")}
              x={{ title: t("generation"), scale: "linear" }}
              y={t("distance")}
              series={[{ name: t("best"), look: "up", points: progress!.history.map((y, i) => ({ x: i + 1, y })) }]}
            />
          )}
          <div className="sweep-ways">
            <Button onClick={() => void apply()}>{t("Apply to the Lab")}</Button>
          </div>
        </>
      )}
      <p className="dim" role="status" data-testid="search-status">
        {progress && t("{{count}} runs", { count: progress.evaluations })}
        {status === "stopped" && `, ${t("stopped")}`}
        {status === "done" && `, ${t("done")}`}
      </p>
      <ExportButton
        choices={[
          { id: "fingerprint", title: t("Target as a feature vector (JSON)"), make: exportTarget },
          { id: "link", title: t("Link to this search"), note: t("sets it up in the Lab"), make: copySearch },
        ]}
      />
    </>
  );
}

/** What the distance is worth: beside that of chance, of the same parameters with other seeds, and how well each parameter is known. */
function Fit({ facts: { progress, parameters, status } }: { facts: SearchFacts }) {
  const { chance, noise, near, best } = progress!;
  const beside = median(chance);
  const floor = noise.length > 0 ? median(noise) : null;
  return (
    <div className="search-fit">
      <Setting name={t("This fit")}>{formatNumber(best!.distance, 3)}</Setting>
      <Setting name={t("Random parameters")} title={t("Median distance of parameters drawn evenly between the bounds")}>
        {formatNumber(beside, 3)}
      </Setting>
      <Setting name={t("Same parameters, other seeds")} title={t("Median distance between runs that differ in their seed alone")}>
        {floor === null ? "–" : formatNumber(floor, 3)}
      </Setting>
      {status === "done" && <p>{verdict(best!.distance, beside, floor)}</p>}
      {near.map(({ from, to, share }, i) => (
        <Setting key={parameters[i]!.name} name={parameters[i]!.name.replace(/^parameters\./, "")} title={t("As good as the best, within the noise")}>
          {formatSetting(from, 3)} … {formatSetting(to, 3)} {share > 0.3 ? t("(not told by the picture)") : ""}
        </Setting>
      ))}
    </div>
  );
}

function verdict(distance: number, chance: number, floor: number | null): string {
  if (distance > 0.8 * chance) return t("Hardly better than chance: this model, between these bounds, does not make this pattern.");
  if (floor === null) return t("The best parameters make no pattern with other seeds, so the fit cannot be judged.");
  if (distance < 1.5 * floor) return t("As close as two runs of the same parameters are to each other: it cannot be told from the target.");
  return t("Better than chance, and not yet as close as two runs of the same parameters.");
}

export const searchPanel = definePanel({
  id: "parameter-search",
  title: "Parameter search",
  shortTitle: "Search",
  room: "lab",
  place: "right",
  folded: true,
  body: SearchPanel,
});

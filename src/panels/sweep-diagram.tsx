import { useMemo, useRef, useState } from "react";
import { gridValues } from "../core/sweep/design";
import type { SweepRow } from "../core/sweep/rows";
import { sweptRuns } from "../core/sweep/runs";
import type { SweepSpec } from "../core/sweep/sweep-spec";
import { useWorkbench } from "../state/use-workbench";
import { formatNumber, formatSetting } from "../ui/format";
import { Select } from "../ui/select";
import { Setting } from "../ui/setting";
import { t } from "../ui/text";
import { BifurcationPlot } from "../views/bifurcation-plot";
import { lookupTable, mapNamed } from "../views/colour-maps";
import { PhaseDiagram, type DiagramCell } from "../views/phase-diagram";
import { rangeOf, regimeColour, regimeKey, valueColour } from "../views/phase-diagram-colours";
import { useSize } from "../views/use-size";

/** The runs of the sweep as a diagram, coloured by the regime or by a number. */
export function SweepDiagram({ sweep, rows }: { sweep: SweepSpec; rows: readonly SweepRow[] }) {
  const map = mapNamed(useWorkbench((state) => state.workspace.colourMap));
  const tileOf = useWorkbench((state) => state.sweepTile);
  const openRun = useWorkbench((state) => state.openSweptRun);
  const numbers = sweep.measure.filter((name) => name !== "regime");
  const [chosen, setBy] = useState("regime");
  const by = chosen === "regime" || numbers.includes(chosen) ? chosen : "regime";
  const [reached, setReached] = useState<number | null>(null);
  const box = useRef<HTMLDivElement>(null);
  const { width } = useSize(box);
  const table = useMemo(() => lookupTable(map), [map]);
  const runs = useMemo(() => sweptRuns(sweep), [sweep]);
  const byIndex = useMemo(() => new Map(rows.map((row) => [row.index, row])), [rows]);
  const range = useMemo(() => (by === "regime" ? null : rangeOf(rows.map(({ numbers: of }) => of[by] ?? null))), [rows, by]);
  const cells = useMemo(
    () =>
      runs.map((run): DiagramCell => {
        const row = byIndex.get(run.index);
        const colour = !row ? "transparent" : by === "regime" ? regimeColour(row.regime) : valueColour(map, row.numbers[by] ?? null, range);
        const [x = 0, y = 0] = run.values;
        return { index: run.index, x, y: run.values.length > 1 ? y : 0, ended: row !== undefined, colour, words: rowWords(sweep, run.values, row) };
      }),
    [runs, byIndex, by, range, map, sweep],
  );
  const axes = useMemo(
    () =>
      sweep.parameters.slice(0, 2).map((swept, i) => ({
        title: swept.name.replace(/^parameters\./, ""),
        values: sweep.design === "grid" ? gridValues(swept) : runs.map(({ values }) => values[i]!),
        scale: "scale" in swept ? swept.scale : ("linear" as const),
      })),
    [sweep, runs],
  );
  const row = reached === null ? undefined : byIndex.get(reached);
  return (
    <div ref={box} className="sweep-diagram">
      <Setting name={t("Colour by")}>
        <Select
          look="inline"
          label={t("Colour by")}
          value={by}
          options={["regime", ...numbers].map((name) => ({ value: name, label: name }))}
          onChange={setBy}
        />
      </Setting>
      {width > 0 && (
        <PhaseDiagram
          title={t("{{done}} of {{of}} runs over {{names}}", {
            done: rows.length,
            of: runs.length,
            names: axes.map(({ title }) => title).join(", "),
          })}
          x={axes[0]!}
          y={axes[1] ?? null}
          cells={cells}
          grid={sweep.design === "grid"}
          tileOf={tileOf}
          table={table}
          width={Math.floor(width)}
          onReach={setReached}
          onOpen={(index) => void openRun(index)}
        />
      )}
      <p className="phase-reading" role="status">
        {reached === null ? t("Point at a run to read it; click or Enter opens it.") : rowWords(sweep, runs[reached]!.values, row)}
      </p>
      {by !== "regime" && axes.length === 1 && rows.length > 0 && (
        <BifurcationPlot
          title={t("{{measure}} against {{name}}", { measure: by, name: axes[0]!.title })}
          x={axes[0]!}
          y={by}
          series={[{ name: by, look: "up", points: pointsOf(rows, by) }]}
        />
      )}
      {by === "regime" ? (
        <ul className="phase-key" aria-label={t("Key")}>
          {regimeKey(rows.map(({ regime }) => regime)).map(({ name, colour, words }) => (
            <li key={name} title={t(words)}>
              <span className="phase-swatch" style={{ background: colour }} />
              {t(name)}
            </li>
          ))}
        </ul>
      ) : (
        range && (
          <div className="phase-bar">
            <span>{formatNumber(range[0], 3)}</span>
            <span className="phase-bar-colours" style={{ background: gradient(map.at) }} aria-hidden="true" />
            <span>{formatNumber(range[1], 3)}</span>
          </div>
        )
      )}
    </div>
  );
}

/** In the order of the parameter. */
const pointsOf = (rows: readonly SweepRow[], by: string): { x: number; y: number | null }[] =>
  rows.map(({ values, numbers }) => ({ x: values[0]!, y: numbers[by] ?? null })).sort((a, b) => a.x - b.x);

const gradient = (at: (share: number) => string): string => `linear-gradient(90deg, ${Array.from({ length: 12 }, (_, i) => at(i / 11)).join(", ")})`;

/** "F 0.03, k 0.06: spots, mean 0.21, …". */
function rowWords({ parameters, measure }: SweepSpec, values: readonly number[], row: SweepRow | undefined): string {
  const place = parameters.map(({ name }, i) => `${name.replace(/^parameters\./, "")} ${formatSetting(values[i]!, 4)}`).join(", ");
  if (!row) return `${place}: ${t("not run yet")}`;
  if (row.regime === null || row.regime === "blown-up") return `${place}: ${row.reason ?? row.regime}`;
  const numbers = measure.filter((name) => name !== "regime").map((name) => `${name} ${formatNumber(row.numbers[name], 3)}`);
  return `${place}: ${[row.regime, ...numbers].join(", ")}`;
}

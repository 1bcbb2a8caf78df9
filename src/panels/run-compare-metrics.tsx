import type { LibraryRecord } from "../library/record";
import { useWorkbench } from "../state/use-workbench";
import { Select } from "../ui/select";
import { t } from "../ui/text";
import { LineChart } from "../views/line-chart";

/** One metric of every run over its time. */
export function RunCompareMetrics({ runs }: { runs: readonly LibraryRecord[] }) {
  const metric = useWorkbench((state) => state.comparedRuns.metric);
  const setComparedRuns = useWorkbench((state) => state.setComparedRuns);
  const comparedRun = useWorkbench((state) => state.comparedRun);
  const series = runs.map(({ id, title }, i) => ({ name: `${i + 1} ${title}`, read: comparedRun(id)?.series ?? null }));
  const known = [...new Set(series.flatMap(({ read }) => Object.keys(read?.values ?? {})))];
  if (known.length === 0) return <p className="dim">{t("None of them was measured: metrics are kept while a run is on screen in the Lab.")}</p>;
  const shown = known.includes(metric) ? metric : known[0]!;
  const without = series.filter(({ read }) => !read?.values[shown]).map(({ name }) => name);
  return (
    <>
      <Select
        look="inline"
        label={t("Metric compared")}
        value={shown}
        options={known.map((name) => ({ value: name, label: name }))}
        onChange={(next) => setComparedRuns({ metric: next })}
      />
      <LineChart
        title=""
        xLabel={t("time")}
        yLabel={shown}
        series={series
          .filter(({ read }) => read?.values[shown])
          .map(({ name, read }) => ({
            name,
            x: [...read!.times],
            y: Array.from(read!.values[shown]!, (value) => (Number.isFinite(value) ? value : null)),
          }))}
      />
      {without.length > 0 && <p className="dim">{t("Not measured: {{runs}}.", { runs: without.join(", ") })}</p>}
    </>
  );
}

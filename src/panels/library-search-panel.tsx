import { useMemo } from "react";
import { sortKeys, type LibraryQuery, type SortKey } from "../library/search";
import { useWorkbench } from "../state/use-workbench";
import { Checkbox } from "../ui/checkbox";
import { parseNumber } from "../ui/format";
import { Select } from "../ui/select";
import { Setting } from "../ui/setting";
import { t } from "../ui/text";
import { definePanel } from "./define";
import { kindWords, modelTitle } from "./library-words";
import "./runs.css";

/** Stands for no choice where a list needs a word for it. */
const any = "any";

/** What is looked for, and in which order it stands. */
function LibrarySearchPanel() {
  const records = useWorkbench((state) => state.runs.records);
  const query = useWorkbench((state) => state.runs.query);
  const setRunsQuery = useWorkbench((state) => state.setRunsQuery);
  const here = useMemo(
    () => ({
      models: [...new Set(records.map(({ spec }) => spec.model))].sort(),
      kinds: [...new Set(records.map(({ kind }) => kind))],
      tags: [...new Set(records.flatMap(({ tags }) => tags))].sort((a, b) => a.localeCompare(b)),
      metrics: [...new Set(records.flatMap(({ metrics }) => Object.keys(metrics)))],
    }),
    [records],
  );
  const choice = (key: "model" | "tag" | "kind", label: string, values: readonly string[], words: (value: string) => string) => (
    <Setting name={label}>
      <Select
        look="inline"
        label={label}
        value={query[key] ?? any}
        options={[{ value: any, label: t("any") }, ...values.map((value) => ({ value, label: words(value) }))]}
        onChange={(value) => setRunsQuery({ [key]: value === any ? null : value })}
      />
    </Setting>
  );
  return (
    <div className="library-search">
      <input
        type="search"
        className="text-field"
        aria-label={t("Search the library")}
        placeholder={t("Title, notes, tag, model, F=0.04")}
        value={query.words}
        onChange={(event) => setRunsQuery({ words: event.target.value })}
      />
      {choice("model", t("Model"), here.models, modelTitle)}
      {choice("tag", t("Tag"), here.tags, (tag) => tag)}
      {here.kinds.length > 1 && choice("kind", t("Kind"), here.kinds, (kind) => kindWords(kind as "run"))}
      <MetricRange metrics={here.metrics} />
      <Setting name={t("Sorted by")}>
        <Select
          look="inline"
          label={t("Sorted by")}
          value={query.sort}
          options={sortKeys.map((key) => ({ value: key, label: sortWords(key) }))}
          onChange={(sort) => setRunsQuery({ sort })}
        />
      </Setting>
      <Checkbox label={t("Starred only")} checked={query.starred} onChange={(starred) => setRunsQuery({ starred })} />
      <Checkbox label={t("Deleted ones")} checked={query.deleted} onChange={(deleted) => setRunsQuery({ deleted })} />
    </div>
  );
}

/** A metric, and between which values it lies; an end left empty is open. */
function MetricRange({ metrics }: { metrics: readonly string[] }) {
  const metric = useWorkbench((state) => state.runs.query.metric);
  const setRunsQuery = useWorkbench((state) => state.setRunsQuery);
  const change = (facts: Partial<NonNullable<LibraryQuery["metric"]>>) =>
    setRunsQuery({ metric: { name: "dimension", low: null, high: null, ...metric, ...facts } });
  const end = (key: "low" | "high", label: string) => (
    <input
      key={`${metric?.name} ${key}`}
      type="text"
      inputMode="decimal"
      className="text-field library-end"
      aria-label={label}
      placeholder={label}
      defaultValue={metric?.[key] ?? ""}
      onChange={(event) => change({ [key]: parseNumber(event.target.value) })}
    />
  );
  if (metrics.length === 0) return null;
  return (
    <>
      <Setting name={t("Metric")}>
        <Select
          look="inline"
          label={t("Metric")}
          value={metric?.name ?? any}
          options={[{ value: any, label: t("any") }, ...metrics.map((name) => ({ value: name, label: name }))]}
          onChange={(name) => setRunsQuery({ metric: name === any ? null : { low: null, high: null, ...metric, name } })}
        />
      </Setting>
      {metric && (
        <div className="library-range">
          {end("low", t("from"))}
          {end("high", t("to"))}
        </div>
      )}
    </>
  );
}

const sortWords = (key: SortKey): string =>
  ({
    changed: t("last change"),
    created: t("beginning"),
    title: t("title"),
    step: t("step"),
    dimension: t("dimension"),
    wavelength: t("wavelength"),
  })[key];

export const librarySearchPanel = definePanel({ id: "library-search", title: "Find", room: "runs", place: "left", body: LibrarySearchPanel });

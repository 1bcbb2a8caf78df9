import { useMemo } from "react";
import type { RunSpec } from "../core/spec/run-spec";
import { measureNames } from "../core/sweep/measures";
import { mostRuns, numbersIn, type Design, type SweptRange } from "../core/sweep/sweep-spec";
import { draftRuns, rangeFor, type SweepDraft } from "../state/sweep-draft";
import { useWorkbench } from "../state/use-workbench";
import { Button } from "../ui/button";
import { Checkbox } from "../ui/checkbox";
import { NumberField } from "../ui/number-field";
import { Popover } from "../ui/popover";
import { Select } from "../ui/select";
import { Setting } from "../ui/setting";
import { t } from "../ui/text";

const designs: readonly { value: Design; label: string; note: string }[] = [
  { value: "grid", label: "grid", note: "every value with every other" },
  { value: "random", label: "random", note: "points drawn evenly, by the seed" },
  { value: "latin-hypercube", label: "Latin hypercube", note: "random, with one point in each stratum of each parameter" },
];

/** What is varied, how, and what is measured. */
export function SweepSetup({ spec, draft }: { spec: RunSpec; draft: SweepDraft }) {
  const change = useWorkbench((state) => state.changeSweepDraft);
  const names = useMemo(() => numbersIn(spec), [spec]);
  const { parameters, design } = draft;
  const put = (i: number, next: SweptRange) => change({ parameters: parameters.map((one, k) => (k === i ? next : one)) });
  const free = names.find((name) => !parameters.some((one) => one.name === name));
  return (
    <>
      {parameters.map((swept, i) => (
        <fieldset key={i} className="sweep-range">
          <legend className="visually-hidden">{i === 0 ? t("First parameter") : t("Second parameter")}</legend>
          <div className="sweep-range-row">
            <Select
              look="inline"
              label={i === 0 ? t("First parameter") : t("Second parameter")}
              value={swept.name}
              options={names.map((name) => ({
                value: name,
                label: name.replace(/^parameters\./, ""),
                disabled: parameters.some((one, k) => k !== i && one.name === name),
              }))}
              onChange={(name) => put(i, rangeFor(spec, name))}
            />
            {i > 0 && (
              <Button look="plain" aria-label={t("Sweep one parameter only")} onClick={() => change({ parameters: parameters.slice(0, 1) })}>
                ✕
              </Button>
            )}
          </div>
          <div className="sweep-range-row">
            <NumberField label={t("From")} value={swept.from} onChange={(from) => put(i, { ...swept, from })} />
            <span className="dim">{t("to")}</span>
            <NumberField label={t("To")} value={swept.to} onChange={(to) => put(i, { ...swept, to })} />
            {design === "grid" && (
              <>
                <span className="dim">{t("in")}</span>
                <NumberField label={t("Values")} value={swept.count} min={1} max={1000} integer onChange={(count) => put(i, { ...swept, count })} />
              </>
            )}
          </div>
          <Checkbox
            label={t("even factors (logarithmic)")}
            checked={swept.scale === "log"}
            onChange={(log) => put(i, { ...swept, scale: log ? "log" : "linear" })}
          />
        </fieldset>
      ))}
      {parameters.length < 2 && free !== undefined && (
        <Button onClick={() => change({ parameters: [...parameters, rangeFor(spec, free)] })}>{t("Add a second parameter")}</Button>
      )}
      <Setting name={t("Design")}>
        <Select look="inline" label={t("Design")} value={design} options={designs} onChange={(next) => change({ design: next })} />
      </Setting>
      {design !== "grid" && (
        <Setting name={t("Points")}>
          <NumberField label={t("Points")} value={draft.samples} min={1} max={mostRuns} integer onChange={(samples) => change({ samples })} />
        </Setting>
      )}
      <Setting name={t("Runs at each point")} title={t("With the seed of the run on screen, the next, and so on")}>
        <NumberField label={t("Runs at each point")} value={draft.seeds} min={1} max={1000} integer onChange={(seeds) => change({ seeds })} />
      </Setting>
      <Setting name={t("Steps of each run")}>
        <NumberField label={t("Steps of each run")} value={draft.steps} min={0} integer onChange={(steps) => change({ steps })} />
      </Setting>
      <Measures spec={spec} draft={draft} />
    </>
  );
}

function Measures({ spec, draft: { measure } }: { spec: RunSpec; draft: SweepDraft }) {
  const change = useWorkbench((state) => state.changeSweepDraft);
  const names = useMemo(() => measureNames(spec), [spec]);
  const toggle = (name: string, on: boolean) => change({ measure: on ? [...measure, name] : measure.filter((one) => one !== name) });
  return (
    <Setting name={t("Measures")}>
      <Popover label={t("Measures")} trigger={<Button look="plain">{t("{{count}} chosen", { count: measure.length })}</Button>}>
        <div className="sweep-measures">
          {names.map((name) => (
            <Checkbox key={name} label={name} checked={measure.includes(name)} onChange={(on) => toggle(name, on)} />
          ))}
        </div>
      </Popover>
    </Setting>
  );
}

export const tooMany = (draft: SweepDraft): boolean => draftRuns(draft) > mostRuns;

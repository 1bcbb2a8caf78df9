import { useId, useState } from "react";
import { knownUnits } from "../connectors/calibration";
import type { Calibration } from "../core/metrics/prepare-image";
import { useWorkbench } from "../state/use-workbench";
import { Button } from "../ui/button";
import { formatSetting, parseNumber } from "../ui/format";
import { NumberField } from "../ui/number-field";
import { Select } from "../ui/select";
import { Setting } from "../ui/setting";
import { t } from "../ui/text";
import { SettingProblem } from "./measure-problem";
import { axisNames, edgesOf, measuredShape } from "./measure-region";

/** How a unit without a name is chosen: a Select has no empty value. */
const unnamed = "no unit";

/** How long a cell is: filled from the file where it says so. Lengths are then given in that unit as well. */
export function CalibrationSettings() {
  const image = useWorkbench((state) => state.measure.image)!;
  const calibration = useWorkbench((state) => state.measure.setting.calibration);
  const change = useWorkbench((state) => state.changeImageSetting);
  const set = (next: Calibration | null) => change({ calibration: next });
  const edges = edgesOf(calibration, image.shape);
  const { spacing } = image;
  const [entering, setEntering] = useState(false);

  if (!calibration || !edges) {
    const shape = measuredShape(image.shape);
    const take = (next: Calibration) => {
      setEntering(false);
      set(next);
    };
    if (entering) return <FirstEdge axes={shape.length} onTake={take} onCancel={() => setEntering(false)} />;
    return (
      <div className="measure-group">
        <Setting name={t("Cell size")} title={t("With the length of a cell, lengths are given in its unit as well as in cells")}>
          <span className="dim">{t("not known")}</span>
          <Button look="plain" onClick={() => (spacing ? set(spacing) : setEntering(true))}>
            {spacing ? t("As the file says") : t("Enter")}
          </Button>
        </Setting>
        <SettingProblem about="calibration" />
      </div>
    );
  }
  return (
    <div className="measure-group">
      <Setting name={t("Cell size")}>
        {spacing === calibration && <span className="dim">{t("from the file")}</span>}
        <Button look="plain" title={t("Lengths in cells alone")} onClick={() => set(null)}>
          {t("Clear")}
        </Button>
      </Setting>
      <Edges edges={edges} axes={axisNames(edges)} onChange={(edge) => set({ ...calibration, edge })} />
      <Unit unit={calibration.unit} onChange={(unit) => set({ ...calibration, edge: edges, unit })} />
      <SettingProblem about="calibration" />
    </div>
  );
}

/** A first length: nothing is calibrated, nor measured anew, before one is typed. */
function FirstEdge({ axes, onTake, onCancel }: { axes: number; onTake(calibration: Calibration): void; onCancel(): void }) {
  const [unit, setUnit] = useState("µm");
  const [text, setText] = useState("");
  const edge = parseNumber(text);
  const valid = edge !== null && Number.isFinite(edge) && edge > 0;
  const refused = text.trim() !== "" && !valid;
  const problemId = useId();
  const take = () => valid && onTake({ edge: Array.from({ length: axes }, () => edge), unit });
  return (
    <form className="measure-group" onSubmit={(event) => (event.preventDefault(), take())}>
      <Setting name={t("Edge")}>
        <input
          className="text-field measure-first-edge"
          type="text"
          inputMode="decimal"
          autoComplete="off"
          autoFocus
          aria-label={t("Edge of a cell")}
          aria-invalid={refused}
          aria-describedby={refused ? problemId : undefined}
          value={text}
          onChange={(event) => setText(event.target.value)}
        />
      </Setting>
      {refused && (
        <p id={problemId} role="alert" className="measure-refused">
          {t("A length above 0 is needed.")}
        </p>
      )}
      <Unit unit={unit} onChange={setUnit} />
      <Setting name="">
        <Button look="plain" onClick={onCancel}>
          {t("Cancel")}
        </Button>
        <Button look="plain" disabled={!valid} onClick={take}>
          {t("Use this length")}
        </Button>
      </Setting>
    </form>
  );
}

/** One length for all axes, or one for each. */
function Edges({ edges, axes, onChange }: { edges: readonly number[]; axes: readonly string[]; onChange(edges: readonly number[]): void }) {
  const [apart, setApart] = useState(false);
  const same = edges.every((edge) => edge === edges[0]);
  const neighbours = [t("From plane to plane"), t("From row to row"), t("From column to column")].slice(-edges.length);
  if (same && !apart)
    return (
      <>
        <EdgeField name={t("Edge")} label={t("Edge of a cell")} value={edges[0]!} onChange={(edge) => onChange(edges.map(() => edge))} />
        <Setting name="">
          <Button look="plain" onClick={() => setApart(true)}>
            {t("One for each axis")}
          </Button>
        </Setting>
      </>
    );
  const join = () => {
    setApart(false);
    if (!same) onChange(edges.map(() => edges.at(-1)!));
  };
  return (
    <>
      {edges.map((edge, axis) => (
        <EdgeField
          key={axis}
          name={neighbours[axis]!}
          label={t("Distance of neighbouring {{axis}}", { axis: axes[axis] })}
          value={edge}
          onChange={(next) => onChange(edges.map((other, k) => (k === axis ? next : other)))}
        />
      ))}
      <Setting name="">
        <Button look="plain" onClick={join}>
          {same ? t("One for all axes") : t("{{edges}} for all axes", { edges: formatSetting(edges.at(-1), 4) })}
        </Button>
      </Setting>
      {!same && (
        <p className="dim">{t("Along the axes a cell is not equally long, so that no one length stands for a cell: measures stay in cells.")}</p>
      )}
    </>
  );
}

function EdgeField({ name, label, value, onChange }: { name: string; label: string; value: number; onChange(value: number): void }) {
  const [refused, setRefused] = useState(false);
  const take = (next: number) => {
    setRefused(!(next > 0));
    if (next > 0) onChange(next);
  };
  return (
    <>
      <Setting name={name}>
        <NumberField label={label} value={value} onChange={take} />
      </Setting>
      {refused && (
        <p role="alert" className="measure-refused">
          {t("A length above 0 is needed; {{value}} was kept.", { value: formatSetting(value) })}
        </p>
      )}
    </>
  );
}

function Unit({ unit, onChange }: { unit: string; onChange(unit: string): void }) {
  const known = knownUnits.includes(unit) || unit === "" ? knownUnits : [unit, ...knownUnits];
  return (
    <Setting name={t("Unit")}>
      <Select
        label={t("Unit of length")}
        look="inline"
        value={unit === "" ? unnamed : unit}
        options={[...known, unnamed].map((value) => ({ value, label: value }))}
        onChange={(chosen) => onChange(chosen === unnamed ? "" : chosen)}
      />
    </Setting>
  );
}

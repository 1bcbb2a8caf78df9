import { useId, useState } from "react";
import { knownUnits } from "../connectors/calibration";
import type { Calibration } from "../core/metrics/prepare-image";
import { useWorkbench } from "../state/use-workbench";
import { Button } from "../ui/button";
import { formatSetting, parseNumber } from "../ui/format";
import { NumberField } from "../ui/number-field";
import { Select } from "../ui/select";
import { Setting } from "../ui/setting";
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
        <Setting name="Cell size" title="With the length of a cell, lengths are given in its unit as well as in cells">
          <span className="dim">not known</span>
          <Button look="plain" onClick={() => (spacing ? set(spacing) : setEntering(true))}>
            {spacing ? "As the file says" : "Enter"}
          </Button>
        </Setting>
        <SettingProblem about="calibration" />
      </div>
    );
  }
  return (
    <div className="measure-group">
      <Setting name="Cell size">
        {spacing === calibration && <span className="dim">from the file</span>}
        <Button look="plain" title="Lengths in cells alone" onClick={() => set(null)}>
          Clear
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
      <Setting name="Edge">
        <input
          className="text-field measure-first-edge"
          type="text"
          inputMode="decimal"
          autoComplete="off"
          autoFocus
          aria-label="Edge of a cell"
          aria-invalid={refused}
          aria-describedby={refused ? problemId : undefined}
          value={text}
          onChange={(event) => setText(event.target.value)}
        />
      </Setting>
      {refused && (
        <p id={problemId} role="alert" className="measure-refused">
          A length above 0 is needed.
        </p>
      )}
      <Unit unit={unit} onChange={setUnit} />
      <Setting name="">
        <Button look="plain" onClick={onCancel}>
          Cancel
        </Button>
        <Button look="plain" disabled={!valid} onClick={take}>
          Use this length
        </Button>
      </Setting>
    </form>
  );
}

/** One length for all axes, or one for each. */
function Edges({ edges, axes, onChange }: { edges: readonly number[]; axes: readonly string[]; onChange(edges: readonly number[]): void }) {
  const [apart, setApart] = useState(false);
  const same = edges.every((edge) => edge === edges[0]);
  if (same && !apart)
    return (
      <>
        <EdgeField name="Edge" label="Edge of a cell" value={edges[0]!} onChange={(edge) => onChange(edges.map(() => edge))} />
        <Setting name="">
          <Button look="plain" onClick={() => setApart(true)}>
            One for each axis
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
          name={`From ${axes[axis]!.slice(0, -1)} to ${axes[axis]!.slice(0, -1)}`}
          label={`Distance of neighbouring ${axes[axis]}`}
          value={edge}
          onChange={(next) => onChange(edges.map((other, k) => (k === axis ? next : other)))}
        />
      ))}
      <Setting name="">
        <Button look="plain" onClick={join}>
          {same ? "One for all axes" : `${formatSetting(edges.at(-1), 4)} for all axes`}
        </Button>
      </Setting>
      {!same && <p className="dim">Along the axes a cell is not equally long, so that no one length stands for a cell: measures stay in cells.</p>}
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
          A length above 0 is needed; {formatSetting(value)} was kept.
        </p>
      )}
    </>
  );
}

function Unit({ unit, onChange }: { unit: string; onChange(unit: string): void }) {
  const known = knownUnits.includes(unit) || unit === "" ? knownUnits : [unit, ...knownUnits];
  return (
    <Setting name="Unit">
      <Select
        label="Unit of length"
        look="inline"
        value={unit === "" ? unnamed : unit}
        options={[...known, unnamed].map((value) => ({ value, label: value }))}
        onChange={(chosen) => onChange(chosen === unnamed ? "" : chosen)}
      />
    </Setting>
  );
}

import { useId, type ReactNode } from "react";
import type { ControlOutput } from "../notebook/cell-output";
import { Checkbox } from "../ui/checkbox";
import { NumberField } from "../ui/number-field";
import { Select } from "../ui/select";
import { Slider } from "../ui/slider";
import { t } from "../ui/text";
import { CellFile } from "./cell-file";

type Value = number | string | boolean | null;

/** A control that a cell made: what is set here, the cells that use it see. */
export function CellControl({ output, onChange }: { output: ControlOutput; onChange(value: Value): void }) {
  const id = useId();
  const label = output.label || output.name;
  if (output.control === "checkbox")
    return (
      <div className="cell-control">
        <Checkbox label={label} title={output.help} checked={output.value} onChange={onChange} />
      </div>
    );
  return (
    <div className="cell-control" title={output.help || undefined}>
      <label className="cell-control-name" htmlFor={id}>
        {label}
      </label>
      <span className="cell-control-body">{field(output, label, id, onChange)}</span>
      {output.help && <small className="dim">{output.help}</small>}
    </div>
  );
}

type WithField = Exclude<ControlOutput, { control: "checkbox" }>;

function field(output: WithField, label: string, id: string, onChange: (value: Value) => void): ReactNode {
  switch (output.control) {
    case "slider":
      return <CellSlider {...output} name={label} onChange={onChange} />;
    case "choice":
      return <Select label={label} value={output.value} options={output.options.map((value) => ({ value, label: value }))} onChange={onChange} />;
    case "text":
      return (
        <input
          id={id}
          className="text-field"
          aria-label={label}
          placeholder={output.placeholder}
          value={output.value}
          onChange={(event) => onChange(event.target.value)}
        />
      );
    case "file":
      return <CellFile {...output} label={label} onChange={onChange} />;
  }
}

interface CellSliderProps {
  name: string;
  value: number;
  min: number;
  max: number;
  step: number;
  unit: string;
  onChange(value: number): void;
}

/** Drawn by hand or typed; between its steps there is nothing. */
function CellSlider({ name, value, min, max, step, unit, onChange }: CellSliderProps) {
  const snap = (raw: number) => {
    const stepped = step > 0 ? min + Math.round((raw - min) / step) * step : raw;
    return Number(Math.min(max, Math.max(min, stepped)).toPrecision(12));
  };
  const whole = Number.isInteger(step) && Number.isInteger(min) && step > 0;
  const take = (raw: number) => {
    const next = snap(raw);
    if (next !== value) onChange(next);
  };
  return (
    <>
      <Slider label={name} value={value} min={min} max={max} integer={whole} onChange={take} />
      <NumberField label={t("{{name}}, value", { name })} value={value} min={min} max={max} onChange={take} />
      {unit && unit !== "1" && <span className="dim">{unit}</span>}
    </>
  );
}

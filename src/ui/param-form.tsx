import type { NumberParam, Param, Params, ParamValue } from "../core/define/params";
import { Checkbox } from "./checkbox";
import { formatSetting, formatUnit } from "./format";
import { NumberField } from "./number-field";
import { Select } from "./select";
import { Slider } from "./slider";
import { MathSymbol } from "./symbol";
import { Tooltip } from "./tooltip";
import "./ui.css";

export interface ParamFormProps {
  params: Params;
  values: Record<string, ParamValue>;
  disabled?: boolean;
  /** LaTeX for a parameter that declares no symbol; null for one that is shown by its title. */
  symbolOf?: (name: string) => string | null;
  onChange(name: string, value: ParamValue): void;
}

/** Controls for any declaration of parameters: a slider and a field for a number, a box for a flag, a list for a choice. */
export function ParamForm({ params, values, disabled, symbolOf = () => null, onChange }: ParamFormProps) {
  return (
    <div className="param-form">
      {Object.entries(params).map(([name, param]) => (
        <ParamRow
          key={name}
          param={param}
          symbol={symbolOf(name)}
          value={values[name] ?? param.default}
          disabled={disabled}
          onChange={(value) => onChange(name, value)}
        />
      ))}
    </div>
  );
}

interface ParamRowProps {
  param: Param;
  symbol: string | null;
  value: ParamValue;
  disabled?: boolean;
  onChange(value: ParamValue): void;
}

function ParamRow({ param, symbol, value, disabled, onChange }: ParamRowProps) {
  switch (param.kind) {
    case "flag":
      return <Checkbox label={param.title} title={param.help} checked={value === true} disabled={disabled} onChange={onChange} />;
    case "choice":
      return (
        <div className="setting" title={param.help}>
          <span className="setting-name">{param.title}</span>
          <Select
            look="inline"
            label={param.title}
            value={String(value)}
            disabled={disabled}
            options={param.options.map((option) => ({ value: option, label: option }))}
            onChange={onChange}
          />
        </div>
      );
    case "number":
      return <NumberRow param={param} symbol={symbol} value={Number(value)} disabled={disabled} onChange={onChange} />;
  }
}

interface NumberRowProps {
  param: NumberParam;
  symbol: string | null;
  value: number;
  disabled?: boolean;
  onChange(value: number): void;
}

function NumberRow({ param, symbol, value, disabled, onChange }: NumberRowProps) {
  const label = `${param.title}${param.unit === "1" ? "" : `, in ${param.unit}`}`;
  const range = `${formatSetting(param.min)} to ${formatSetting(param.max)}${formatUnit(param.unit)}`;
  const outside = value < param.min || value > param.max;
  const tex = param.symbol ?? symbol;
  return (
    <div className={tex ? "param" : "param param-long"}>
      <Tooltip
        text={
          <>
            <strong>{param.title}</strong>
            {param.help !== param.title && <br />}
            {param.help !== param.title && param.help}
            <br />
            <span className="dim">{range}</span>
          </>
        }
      >
        <span className="param-symbol">{tex ? <MathSymbol tex={tex} label={param.title} /> : param.title}</span>
      </Tooltip>
      <Slider
        label={label}
        value={value}
        min={param.min}
        max={param.max}
        integer={param.integer}
        logarithmic={param.min > 0 && param.max / param.min >= 1000}
        valueText={`${formatSetting(value)}${formatUnit(param.unit)}`}
        disabled={disabled}
        onChange={onChange}
      />
      <NumberField
        label={`${label}, value`}
        value={value}
        min={param.min}
        max={param.max}
        integer={param.integer}
        step={param.integer ? 1 : undefined}
        soft={param.soft}
        disabled={disabled}
        onChange={onChange}
      />
      {outside && (
        <span className="param-warning" role="status">
          outside {range}
        </span>
      )}
    </div>
  );
}

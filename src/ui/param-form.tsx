import { useState } from "react";
import { optionTitle, type NumberParam, type Param, type Params, type ParamValue, type PlainValue } from "../core/define/params";
import { t } from "./text";
import { Checkbox } from "./checkbox";
import { formatSetting, formatUnit } from "./format";
import { FormulaField } from "./formula-field";
import { NumberField } from "./number-field";
import { Select } from "./select";
import { Slider } from "./slider";
import { MathSymbol } from "./symbol";
import { Tooltip } from "./tooltip";
import "./ui.css";

/** What it takes to let a number be a formula instead. */
export interface FormulaSupport {
  /** What is wrong with the formula of a parameter while it is typed; null when nothing is. */
  check(name: string, text: string): string | null;
  /** LaTeX of a formula; null for one that is not worth showing twice. */
  preview(text: string): string | null;
  /** Resolves to why it was refused, or null. */
  onChange(name: string, text: string): Promise<string | null>;
}

export interface ParamFormProps {
  params: Params;
  values: Record<string, ParamValue>;
  disabled?: boolean;
  /** LaTeX for a parameter that declares no symbol; null for one that is shown by its title. */
  symbolOf?: (name: string) => string | null;
  /** Absent where numbers are numbers. */
  formulas?: FormulaSupport;
  onChange(name: string, value: PlainValue): void;
}

/** Controls for any declaration of parameters: a slider and a field for a number, a box for a flag, a list for a choice. */
export function ParamForm({ params, values, disabled, symbolOf = () => null, formulas, onChange }: ParamFormProps) {
  return (
    <div className="param-form">
      {Object.entries(params).map(([name, param]) => (
        <ParamRow
          key={name}
          name={name}
          param={param}
          symbol={symbolOf(name)}
          value={values[name] ?? param.default}
          disabled={disabled}
          formulas={formulas}
          onChange={(value) => onChange(name, value)}
        />
      ))}
    </div>
  );
}

interface RowProps {
  name: string;
  symbol: string | null;
  value: ParamValue;
  disabled?: boolean;
  formulas?: FormulaSupport;
  onChange(value: PlainValue): void;
}

function ParamRow({ param, ...row }: RowProps & { param: Param }) {
  const { value, disabled, formulas, onChange } = row;
  switch (param.kind) {
    case "flag":
      return <Checkbox label={t(param.title)} title={t(param.help)} checked={value === true} disabled={disabled} onChange={onChange} />;
    case "choice":
      return (
        <div className="setting" title={t(param.help)}>
          <span className="setting-name">{t(param.title)}</span>
          <Select
            look="inline"
            label={t(param.title)}
            value={String(value)}
            disabled={disabled}
            options={param.options.map((option) => ({ value: option, label: optionTitle(param, option) }))}
            onChange={onChange}
          />
        </div>
      );
    case "number":
      if (!formulas) return <div className={rowLook(param, row.symbol)} children={<NumberControls {...row} param={param} value={Number(value)} />} />;
      return <NumberOrFormula {...row} param={param} formulas={formulas} />;
  }
}

const rowLook = ({ symbol }: NumberParam, usual: string | null) => (symbol || usual ? "param" : "param param-long");

/** A number, or after a press on ƒ a formula for it; back again it is the last number. */
function NumberOrFormula({ name, param, symbol, value, disabled, formulas, onChange }: RowProps & { param: NumberParam; formulas: FormulaSupport }) {
  const [typing, setTyping] = useState(false);
  const [last, setLast] = useState(param.default);
  if (typeof value === "number" && value !== last) setLast(value);
  const isFormula = typing || typeof value !== "number";
  const toggle = () => {
    setTyping(!isFormula);
    if (isFormula && typeof value !== "number") onChange(last);
  };
  const preview = typeof value === "string" ? formulas.preview(value) : null;
  return (
    <div className={`${rowLook(param, symbol)} param-switched`}>
      {!isFormula && <NumberControls param={param} symbol={symbol} value={value} disabled={disabled} onChange={onChange} />}
      {isFormula && <ParamName param={param} symbol={symbol} />}
      {isFormula && typeof value === "object" && <span className="param-formula mono dim">{t("from {{file}}", { file: value.file })}</span>}
      {isFormula && typeof value !== "object" && (
        <span className="param-formula">
          <FormulaField
            label={t("{{title}}, as a formula", { title: t(param.title) })}
            text={String(value)}
            focused={typing}
            check={(text) => formulas.check(name, text)}
            onChange={(text) => formulas.onChange(name, text)}
          />
        </span>
      )}
      <button
        type="button"
        className="param-toggle"
        aria-pressed={isFormula}
        aria-label={t("{{title}} as a formula", { title: t(param.title) })}
        title={isFormula ? t("Back to a number") : t("Give it as a formula in x, y, z, t, Lx, Ly, Lz and the other parameters")}
        disabled={disabled}
        onClick={toggle}
      >
        ƒ
      </button>
      {isFormula && preview && <MathSymbol display tex={preview} label={`${t(param.title)} = ${String(value)}`} />}
    </div>
  );
}

function ParamName({ param, symbol }: { param: NumberParam; symbol: string | null }) {
  const tex = param.symbol ?? symbol;
  return (
    <Tooltip
      text={
        <>
          <strong>{t(param.title)}</strong>
          {param.help !== param.title && <br />}
          {param.help !== param.title && t(param.help)}
          <br />
          <span className="dim">{rangeOf(param)}</span>
        </>
      }
    >
      <span className="param-symbol">
        {tex ? <MathSymbol tex={tex} label={t(param.title)} /> : `${t(param.title)}${param.unit === "1" ? "" : `, ${param.unit}`}`}
      </span>
    </Tooltip>
  );
}

const rangeOf = ({ min, max, unit }: NumberParam) =>
  t("{{min}} to {{max}}{{unit}}", { min: formatSetting(min), max: formatSetting(max), unit: formatUnit(unit) });

interface NumberControlsProps {
  param: NumberParam;
  symbol: string | null;
  value: number;
  disabled?: boolean;
  onChange(value: number): void;
}

function NumberControls({ param, symbol, value, disabled, onChange }: NumberControlsProps) {
  const label = `${t(param.title)}${param.unit === "1" ? "" : t(", in {{unit}}", { unit: param.unit })}`;
  const outside = value < param.min || value > param.max;
  return (
    <>
      <ParamName param={param} symbol={symbol} />
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
        label={t("{{label}}, value", { label })}
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
          {t("outside {{range}}", { range: rangeOf(param) })}
        </span>
      )}
    </>
  );
}

import { t } from "./text";
import { useEffect, useId, useState, type KeyboardEvent } from "react";
import { formatForField, formatSetting, parseNumber } from "./format";
import "./ui.css";

export interface NumberFieldProps {
  label: string;
  value: number;
  min?: number;
  max?: number;
  integer?: boolean;
  /** What an arrow key adds; Shift makes it ten times that. */
  step?: number;
  /** Values outside [min, max] are kept instead of clamped, which the field tells; the owner warns. */
  soft?: boolean;
  disabled?: boolean;
  onChange(value: number): void;
}

/** A number to type. Enter or leaving the field takes it over, Escape puts back what was there, arrow keys step. */
export function NumberField({
  label,
  value,
  min = -Infinity,
  max = Infinity,
  integer = false,
  step,
  soft = false,
  disabled,
  onChange,
}: NumberFieldProps) {
  const [draft, setDraft] = useState<string | null>(null);
  /** Why something else than what was typed was taken; told for a while. */
  const [held, setHeld] = useState<string | null>(null);
  useEffect(() => {
    if (held === null) return;
    const timer = setTimeout(() => setHeld(null), heldShownMs);
    return () => clearTimeout(timer);
  }, [held]);
  const problemId = useId();
  const parsed = draft === null ? value : parseNumber(draft);
  const problem = parsed === null ? t("Not a number.") : integer && !Number.isInteger(parsed) ? t("A whole number is needed here.") : null;

  const told = problem ?? held;

  const accept = (next: number) => {
    const kept = soft ? next : Math.min(max, Math.max(min, next));
    setDraft(null);
    setHeld(soft ? null : boundWords(next, min, max));
    if (kept !== value) onChange(kept);
  };
  const commit = () => {
    if (draft === null) return;
    if (parsed === null || problem) setDraft(null);
    else accept(parsed);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === "Enter") {
      if (!problem) commit();
    } else if (event.key === "Escape" && draft !== null) {
      event.stopPropagation();
      setDraft(null);
    } else if (event.key === "ArrowUp" || event.key === "ArrowDown") {
      event.preventDefault();
      const by = (step ?? (integer ? 1 : niceStep(value))) * (event.shiftKey ? 10 : 1) * (event.key === "ArrowUp" ? 1 : -1);
      accept(Number(((parsed ?? value) + by).toPrecision(12)));
    }
  };

  return (
    <span className="number-field">
      <input
        type="text"
        inputMode={min >= 0 ? "decimal" : "text"}
        autoComplete="off"
        spellCheck={false}
        aria-label={label}
        aria-invalid={problem !== null}
        aria-describedby={told ? problemId : undefined}
        title={rangeInWords(min, max)}
        disabled={disabled}
        value={draft ?? formatForField(value)}
        onFocus={(event) => event.currentTarget.select()}
        onChange={(event) => {
          setDraft(event.target.value);
          setHeld(null);
        }}
        onBlur={commit}
        onKeyDown={onKeyDown}
      />
      {told && (
        <span id={problemId} role="alert" className="field-problem">
          {told}
        </span>
      )}
    </span>
  );
}

/** So long it is told that a number was held to a bound, in milliseconds. */
const heldShownMs = 5000;

/** That a number was held to the bound that it lies beyond; null for one between them. */
export function boundWords(next: number, min: number, max: number): string | null {
  if (next < min) return t("At least {{min}}: that was taken.", { min: formatSetting(min) });
  return next > max ? t("At most {{max}}: that was taken.", { max: formatSetting(max) }) : null;
}

/** A tenth of the leading digit's place: 0.037 steps by 0.001. */
const niceStep = (value: number): number => (value === 0 ? 0.1 : 10 ** (Math.floor(Math.log10(Math.abs(value))) - 1));

function rangeInWords(min: number, max: number): string | undefined {
  if (Number.isFinite(min) && Number.isFinite(max)) return t("from {{min}} to {{max}}", { min: formatSetting(min), max: formatSetting(max) });
  if (Number.isFinite(min)) return t("at least {{min}}", { min: formatSetting(min) });
  return Number.isFinite(max) ? t("at most {{max}}", { max: formatSetting(max) }) : undefined;
}

import { useEffect, useId, useRef, useState } from "react";
import { sentence } from "../ui/format";
import { Slider } from "../ui/slider";
import { t } from "../ui/text";

export interface QuantityProps {
  /** What is seen before the field, and the whole of it for screen readers. */
  name: string;
  label: string;
  text: string;
  problem: string | undefined;
  /** Absent where nothing slides. */
  slider?: { value: number | null; min: number; max: number; logarithmic?: boolean; textOf(value: number): string };
  onText(text: string): void;
}

/** So long nothing is typed before what was is taken: the first digits of a number are another one. */
const restMs = 400;

/** A quantity to type as one writes it, with a slider beside; what is wrong with it stands under it, and what was typed stays. */
export function Quantity({ name, label, text, problem, slider, onText }: QuantityProps) {
  const id = useId();
  const [draft, setDraft] = useState<string | null>(null);
  const waiting = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(waiting.current), []);
  const take = (typed: string) => {
    clearTimeout(waiting.current);
    setDraft(null);
    if (typed !== text) onText(typed);
  };
  const type = (typed: string) => {
    setDraft(typed);
    clearTimeout(waiting.current);
    waiting.current = setTimeout(() => take(typed), restMs);
  };
  return (
    <div className={slider ? "quantity quantity-slides" : "quantity"}>
      <span className="dim" aria-hidden="true">
        {name}
      </span>
      {slider && (
        <Slider
          label={label}
          value={slider.value ?? slider.min}
          min={slider.min}
          max={slider.max}
          logarithmic={slider.logarithmic ?? false}
          valueText={text}
          onChange={(value) => onText(slider.textOf(value))}
        />
      )}
      <input
        className="text-field quantity-field"
        type="text"
        autoComplete="off"
        spellCheck={false}
        aria-label={slider ? t("{{label}}, value", { label }) : label}
        aria-invalid={problem !== undefined}
        aria-describedby={problem ? id : undefined}
        value={draft ?? text}
        onChange={(event) => type(event.target.value)}
        onBlur={() => draft !== null && take(draft)}
        onKeyDown={(event) => event.key === "Enter" && draft !== null && take(draft)}
      />
      {problem && (
        <span id={id} role="alert" className="quantity-problem">
          {sentence(t(problem))}
        </span>
      )}
    </div>
  );
}

import { Slider as Radix } from "radix-ui";
import type { KeyboardEvent } from "react";
import "./ui.css";

export interface SliderProps {
  label: string;
  value: number;
  min: number;
  max: number;
  integer?: boolean;
  disabled?: boolean;
  /** Equal distances are equal ratios. Needs min > 0. */
  logarithmic?: boolean;
  /** The value in words, for screen readers. */
  valueText?: string;
  onChange(value: number): void;
}

const positions = 1000;

/** A value within a range, set by hand. Changes are reported while it moves. */
export function Slider({ label, value, min, max, integer = false, disabled, logarithmic = false, valueText, onChange }: SliderProps) {
  const log = logarithmic && min > 0;
  const whole = integer && !log && max - min <= 10 * positions;
  const toPosition = (v: number) => (whole ? v : positions * (log ? Math.log(v / min) / Math.log(max / min) : (v - min) / (max - min)));
  const toValue = (position: number) => {
    if (whole) return position;
    const share = position / positions;
    const raw = log ? min * (max / min) ** share : min + share * (max - min);
    return integer ? Math.round(raw) : Number(raw.toPrecision(share > 0 && share < 1 ? 4 : 12));
  };
  const held = Math.min(max, Math.max(min, value));
  /** Where neighbouring whole numbers lie many positions apart, an arrow goes from one to the next. */
  const onKeyDown = (event: KeyboardEvent) => {
    const by = { ArrowLeft: -1, ArrowDown: -1, ArrowRight: 1, ArrowUp: 1 }[event.key];
    if (by === undefined || !integer || whole) return;
    event.preventDefault();
    const next = Math.min(max, Math.max(min, value + by * (event.shiftKey ? 10 : 1)));
    if (next !== value) onChange(next);
  };
  return (
    <Radix.Root
      className="slider"
      min={whole ? min : 0}
      max={whole ? max : positions}
      step={1}
      disabled={disabled}
      value={[Math.round(toPosition(held))]}
      onKeyDown={onKeyDown}
      onValueChange={([position]) => {
        const next = toValue(position!);
        if (next !== value) onChange(next);
      }}
    >
      <Radix.Track className="slider-track">
        <Radix.Range className="slider-range" />
      </Radix.Track>
      <Radix.Thumb className="slider-thumb" aria-label={label} aria-valuetext={valueText} />
    </Radix.Root>
  );
}

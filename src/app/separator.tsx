import { useRef, type KeyboardEvent, type PointerEvent } from "react";

export interface SeparatorProps {
  label: string;
  /** What lies between which is moved: `vertical` stands upright, between left and right. */
  orientation: "vertical" | "horizontal";
  className: string;
  /** Where it stands, in the units of `least`, `most` and `step`. */
  value: number;
  /** `value` in words, where the number alone says little. */
  words?: string;
  least: number;
  most: number;
  step: number;
  /** Id of what grows with the value. */
  controls: string;
  /** +1 when the value grows to the right or downwards, −1 when it grows to the left or upwards. */
  sense: 1 | -1;
  onChange(value: number): void;
  /** While it is dragged: how many pixels it has been taken in the sense of growing. Its end asks for a change, or for null when it was given up. */
  onDrag(moved: number, end: boolean): void;
  /** A double press, or Enter: back to the usual value, or on to the next one. */
  onUsual(): void;
}

/**
 * A separator that is moved by hand or by key, after the window splitter pattern of the WAI-ARIA Authoring Practices: arrows by a step, Home and
 * End to the ends, Enter as usual.
 */
export function Separator(props: SeparatorProps) {
  const { label, orientation, className, value, words, least, most, step, controls, sense, onChange, onDrag, onUsual } = props;
  const from = useRef<number | null>(null);
  const along = (event: PointerEvent) => (orientation === "vertical" ? event.clientX : event.clientY);
  const end = (event: PointerEvent) => {
    if (from.current === null) return;
    onDrag(sense * (along(event) - from.current), true);
    from.current = null;
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const [back, forth] = orientation === "vertical" ? ["ArrowLeft", "ArrowRight"] : ["ArrowUp", "ArrowDown"];
    const to =
      event.key === forth
        ? value + sense * step
        : event.key === back
          ? value - sense * step
          : event.key === "Home"
            ? least
            : event.key === "End"
              ? most
              : null;
    if (to === null && event.key !== "Enter") return;
    event.preventDefault();
    if (to === null) onUsual();
    else onChange(Math.min(most, Math.max(least, to)));
  };
  return (
    <div
      role="separator"
      tabIndex={0}
      className={className}
      aria-label={label}
      aria-orientation={orientation}
      aria-valuenow={value}
      aria-valuemin={least}
      aria-valuemax={most}
      aria-valuetext={words}
      aria-controls={controls}
      onKeyDown={onKeyDown}
      onDoubleClick={onUsual}
      onPointerDown={(event) => {
        if (event.button !== 0) return;
        event.currentTarget.setPointerCapture(event.pointerId);
        from.current = along(event);
      }}
      onPointerMove={(event) => {
        if (from.current !== null) onDrag(sense * (along(event) - from.current), false);
      }}
      onPointerUp={end}
      onPointerCancel={end}
    />
  );
}

import { useRef, type KeyboardEvent, type PointerEvent } from "react";
import { t } from "../ui/text";
import { scrubberStep } from "./scrubber-step";

export interface ScrubberTrackProps {
  step: number;
  newest: number;
  /** Where it is going, from which keys count on. */
  aim: number;
  /** The shown state in words, for screen readers. */
  words: string;
  /** Steps whose states are at hand, at which something was done, and which have a name. */
  kept: readonly number[];
  done: readonly number[];
  bookmarks: readonly { step: number; name: string }[];
  /** While a hand moves over it: the step under the hand. */
  onGlance(step: number): void;
  onChoose(step: number): void;
}

/** Width of the drawing in its own units; it is stretched to the track's. */
const width = 1000;

/** A line from step 0 to the newest, with the shown one on it. Dragging glances at states; letting go chooses the step. */
export function ScrubberTrack({ step, newest, aim, words, kept, done, bookmarks, onGlance, onChoose }: ScrubberTrackProps) {
  const track = useRef<HTMLDivElement>(null);
  const held = useRef<number | null>(null);
  const reached = bookmarks.filter((one) => one.step <= newest);
  const at = (of: number) => (newest === 0 ? 0 : Math.min(1, of / newest));
  const underHand = ({ clientX }: PointerEvent) => {
    const { left, width: wide } = track.current!.getBoundingClientRect();
    return Math.round(Math.min(1, Math.max(0, (clientX - left) / Math.max(1, wide))) * newest);
  };
  const take = (event: PointerEvent) => {
    if (event.button !== 0 || newest === 0) return;
    track.current!.setPointerCapture(event.pointerId);
    track.current!.focus({ preventScroll: true });
    held.current = underHand(event);
    onGlance(held.current);
  };
  const move = (event: PointerEvent) => {
    const next = underHand(event);
    if (held.current === null || next === held.current) return;
    held.current = next;
    onGlance(next);
  };
  const letGo = () => {
    if (held.current !== null) onChoose(held.current);
    held.current = null;
  };
  const press = (event: KeyboardEvent) => {
    const next = scrubberStep(event.key, aim, newest);
    if (next === null || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    if (next !== aim) onChoose(next);
  };
  return (
    <div
      ref={track}
      className="scrubber"
      role="slider"
      tabIndex={0}
      aria-label={t("Step shown")}
      aria-valuemin={0}
      aria-valuemax={newest}
      aria-valuenow={step}
      aria-valuetext={words}
      aria-disabled={newest === 0}
      onPointerDown={take}
      onPointerMove={move}
      onPointerUp={letGo}
      onPointerCancel={letGo}
      onKeyDown={press}
    >
      <span className="scrubber-past" style={{ width: `${100 * at(step)}%` }} />
      <svg className="scrubber-marks" viewBox={`0 0 ${width} 12`} preserveAspectRatio="none" aria-hidden="true">
        <path className="scrubber-kept" d={kept.map((one) => `M${(width * at(one)).toFixed(1)} 2v8`).join("")} />
        <path className="scrubber-done" d={done.map((one) => `M${(width * at(one)).toFixed(1)} 1v10`).join("")} />
      </svg>
      {reached.map((one) => (
        <span key={one.step} className="scrubber-flag" style={{ left: `${100 * at(one.step)}%` }} title={one.name} />
      ))}
      <span className="scrubber-thumb" style={{ left: `${100 * at(step)}%` }} />
    </div>
  );
}

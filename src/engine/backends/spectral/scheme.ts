import type { ComplexArray } from "../../../core/field/spectral-fft";

/** A way of stepping the modes of all species. */
export interface Scheme {
  /** Replaces the state at `time` by that one step later. */
  step(state: readonly ComplexArray[], time: number): void;
  /** What the next step depends on beside the state: a copy, or null when it is the state alone. */
  saveHistory(): ComplexArray[] | null;
  restoreHistory(history: readonly ComplexArray[] | null): void;
}

import type { SliceCreator } from "./store";

/** What may lie over a room. */
export type Overlay = "palette" | "keys" | "about" | "guides";

export interface ShellSlice {
  overlay: Overlay | null;
  showOverlay(overlay: Overlay | null): void;
  /** The step of the tour that is shown, from 0; null outside of it. */
  tourStep: number | null;
  showTour(step: number | null): void;
  /** How often a description of the field was asked for. */
  wordsAsked: number;
  /** Has the field described in words, for a screen reader. */
  describeField(): void;
}

export const createShellSlice = (): SliceCreator<ShellSlice> => (set) => ({
  overlay: null,
  showOverlay: (overlay) => set({ overlay }),
  tourStep: null,
  showTour: (tourStep) => set({ tourStep }),
  wordsAsked: 0,
  describeField: () => set(({ wordsAsked }) => ({ wordsAsked: wordsAsked + 1 })),
});

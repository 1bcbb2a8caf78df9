import type { SliceCreator } from "./store";

/** What may lie over a room. */
export type Overlay = "palette" | "keys";

export interface ShellSlice {
  overlay: Overlay | null;
  showOverlay(overlay: Overlay | null): void;
}

export const createShellSlice = (): SliceCreator<ShellSlice> => (set) => ({
  overlay: null,
  showOverlay: (overlay) => set({ overlay }),
});

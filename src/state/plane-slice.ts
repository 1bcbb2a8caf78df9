import type { SliceCreator } from "./store";

/** Which parameters span the plane, by the model they belong to: `[x, y]`. */
export interface PlaneSlice {
  planeAxes: Readonly<Record<string, readonly [string, string]>>;
  choosePlaneAxes(model: string, axes: readonly [string, string]): void;
}

export const createPlaneSlice = (): SliceCreator<PlaneSlice> => (set) => ({
  planeAxes: {},
  choosePlaneAxes: (model, axes) => set(({ planeAxes }) => ({ planeAxes: { ...planeAxes, [model]: axes } })),
});

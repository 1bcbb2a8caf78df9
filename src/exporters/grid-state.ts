/** One state of a run: every field on the grid, C order. */
export interface GridState {
  step: number;
  /** In the model's unit of time. */
  time: number;
  fields: Readonly<Record<string, Float32Array | Float64Array>>;
}

/** Where the cells of a run lie. */
export interface GridPlace {
  /** `[ny, nx]` or `[nz, ny, nx]`. */
  shape: readonly number[];
  /** Distance between neighbouring cells along each axis of `shape`, in the model's unit of length. */
  spacing: readonly number[];
}

/** Names of the axes of a shape: `["y", "x"]` or `["z", "y", "x"]`. */
export const axesOf = (shape: readonly number[]): string[] => ["z", "y", "x"].slice(-shape.length);

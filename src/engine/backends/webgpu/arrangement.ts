import { WorkbenchError } from "../../../core/errors";
import type { Plan, PlaneId } from "../plan/plan";

/** Where a plane lies on the device. */
export interface Place {
  /** Index of its buffer. */
  buffer: number;
  /** Its first value, in values from the buffer's start. */
  start: number;
  /** It has a cell outside each side: its ghosts are given, not computed. */
  padded: boolean;
}

/** Planes in as few buffers as the device allows. */
export interface Arrangement {
  places: readonly Place[];
  /** Values in each buffer. */
  buffers: readonly number[];
}

export interface BindingLimits {
  /** Most values that one binding may hold. */
  values: number;
  /** Most buffers beside the one for sums. */
  buffers: number;
}

/** Planes begin at multiples of 256 bytes. */
const alignment = 64;

/** Whether the plane was filled with its ghosts, so that they take up memory. */
export const isPadded = ({ planes }: Plan, plane: PlaneId): boolean =>
  Object.values(planes[plane]!.ghosts ?? {}).some(({ kind }) => kind === "given");

/** Extents of a plane in memory, x first. */
export function extents({ grid: { nx, ny, nz, dimensions } }: Plan, padded: boolean): [number, number, number] {
  return padded ? [nx + 2, ny + 2, dimensions === 3 ? nz + 2 : 1] : [nx, ny, nz];
}

/**
 * Lays the planes out one after the other, in a new buffer where the last is full.
 * @throws WorkbenchError `backend/unavailable` when they do not fit into the buffers that a kernel may see.
 */
export function arrange(plan: Plan, limits: BindingLimits): Arrangement {
  const buffers: number[] = [];
  const places = plan.planes.map((_, plane): Place => {
    const padded = isPadded(plan, plane);
    const size = extents(plan, padded).reduce((product, n) => product * n, 1);
    const room = Math.ceil(size / alignment) * alignment;
    const last = buffers.length - 1;
    const start = last >= 0 && buffers[last]! + room <= limits.values ? buffers[last]! : 0;
    if (start === 0) buffers.push(0);
    buffers[buffers.length - 1]! += room;
    return { buffer: buffers.length - 1, start, padded };
  });
  if (buffers.length > limits.buffers || buffers.some((values) => values > limits.values)) {
    const needed = Math.ceil((plan.planes.length * plan.grid.cells * 4) / 2 ** 20);
    const sentence = `the graphics processor cannot hold this run: its ${plan.planes.length} planes take ${needed} MiB, and a kernel there sees at most ${limits.buffers} buffers of ${Math.floor(limits.values / 2 ** 18)} MiB. Use a smaller grid or compute on the processor`;
    throw new WorkbenchError("backend/unavailable", [], sentence);
  }
  return { places, buffers };
}

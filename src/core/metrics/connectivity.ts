import { choice, flag, type Params, type PlainValue } from "../define/params";
import type { Connectivity } from "./components";

/** How cells hang together: across faces (4, in 3D 6), or across edges and corners too (8, in 3D 26). */
export type Reach = "faces" | "all";

/** The two questions that every measure of connectedness must ask. */
export const connectedness = {
  connectivity: choice<Reach>("all", {
    options: ["faces", "all"],
    optionTitles: { faces: "across sides (4, in 3D 6)", all: "across corners too (8, in 3D 26)" },
    title: "Neighbours",
    help: "faces: cells that share a side belong together (4, in 3D 6); all: cells that share a corner too (8, in 3D 26).",
  }),
  periodic: flag(false, { title: "Periodic", help: "Opposite sides of the frame touch, as in a periodic run." }),
};

/** Neighbours of a cell that belong together, in so many dimensions. */
export const neighboursOf = (reach: Reach, dimensions: number): Connectivity =>
  reach === "faces" ? (dimensions === 2 ? 4 : 6) : dimensions === 2 ? 8 : 26;

/** The connectivity that the background must have for inside and outside to be told apart: faces against all. */
export const dualOf = (reach: Reach): Reach => (reach === "faces" ? "all" : "faces");

/** Every number of neighbours that cells may have, by the number of axes. */
export const connectivities: Readonly<Record<number, readonly [faces: Connectivity, all: Connectivity]>> = { 2: [4, 8], 3: [6, 26] };

/**
 * What the option `connectivity` of a metric is for so many neighbours: measures ask for the reach of a cell or for the number itself.
 * @returns null where the metric has no such option, or not this value.
 */
export function connectivityOption({ connectivity }: Params, neighbours: Connectivity): PlainValue | null {
  if (connectivity?.kind !== "choice") return null;
  const reach: Reach = neighbours === 4 || neighbours === 6 ? "faces" : "all";
  return [String(neighbours), reach].find((option) => connectivity.options.includes(option)) ?? null;
}

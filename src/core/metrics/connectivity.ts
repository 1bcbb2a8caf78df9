import { choice, flag } from "../define/params";
import type { Connectivity } from "./components";

/** How cells hang together: across faces (4, in 3D 6), or across edges and corners too (8, in 3D 26). */
export type Reach = "faces" | "all";

/** The two questions that every measure of connectedness must ask. */
export const connectedness = {
  connectivity: choice<Reach>("all", {
    options: ["faces", "all"],
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

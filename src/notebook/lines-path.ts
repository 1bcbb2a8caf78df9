import type { ContourLine } from "./cell-output";

/** Lines as the data of a path in SVG. */
export const linesPath = (paths: ContourLine["paths"]): string => paths.map((path) => `M${path.map(([x, y]) => `${x} ${y}`).join("L")}`).join("");

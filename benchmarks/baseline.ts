import { spawnSync } from "node:child_process";
import { availableParallelism, cpus } from "node:os";
import { WorkbenchError } from "../src/core/errors";
import type { Figure } from "./benchmark";

/** Figures to compare with later, and what they were measured on. */
export interface Baseline {
  machine: string;
  figures: readonly Figure[];
}

/** The machine in words: enough to know whether a comparison makes sense. */
export function describeMachine(): string {
  const cores = availableParallelism();
  const gcc = spawnSync("gcc", ["-dumpfullversion"], { encoding: "utf8" });
  const compiler = gcc.status === 0 ? `, gcc ${gcc.stdout.trim()}` : "";
  return `${cores} core${cores === 1 ? "" : "s"} (${cpus()[0]?.model.trim() ?? "unknown"}, ${process.arch}), Node ${process.versions.node}${compiler}`;
}

/**
 * The figures of a baseline, or of the list that `mfn bench --json` prints.
 * @throws WorkbenchError `data/unreadable`.
 */
export function figuresOf(document: unknown, file: string): Pick<Figure, "name" | "value">[] {
  const figures = typeof document === "object" && document !== null && "figures" in document ? document.figures : document;
  if (Array.isArray(figures) && figures.every(isFigure)) return figures;
  throw new WorkbenchError(
    "data/unreadable",
    [],
    `${file} is no baseline: expected the list of figures that mfn bench --json writes, or what --save wrote`,
  );
}

const isFigure = (item: unknown): item is Figure =>
  typeof item === "object" && item !== null && "name" in item && "value" in item && typeof item.value === "number" && item.value > 0;

/** Figures as ratios to those of the same name. */
export const compared = (figures: readonly Figure[], baseline: readonly Pick<Figure, "name" | "value">[]): Figure[] =>
  figures.map((figure) => {
    const before = baseline.find(({ name }) => name === figure.name);
    return before ? { ...figure, ratioToBaseline: figure.value / before.value } : figure;
  });

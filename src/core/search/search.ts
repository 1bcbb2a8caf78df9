import { exp, log } from "../field/elementary";
import { pointsOf } from "../sweep/design";
import type { PointsApi, Tile } from "../sweep/point";
import { specAt } from "../sweep/runs";
import type { SweptRange } from "../sweep/sweep-spec";
import type { RunSpec } from "../spec/run-spec";
import { createCmaEs } from "./cma-es";
import { distanceOf, type Fingerprint } from "./fingerprint";

/** What is looked for: values of the parameters between their bounds at which the base looks like the target. */
export interface SearchSpec {
  base: RunSpec;
  /** Bounds; on a logarithmic scale where a factor matters and not a difference. */
  parameters: SweptRange[];
  target: Fingerprint;
  /** Runs to spend on the search itself. */
  evaluations: number;
  seed: number;
}

export interface Candidate {
  values: number[];
  distance: number;
}

/** How far a search is, and how good its best is. */
export interface SearchProgress {
  stage: "chance" | "search" | "noise" | "done";
  evaluations: number;
  best: (Candidate & { tile: Tile | null }) | null;
  /** The smallest distance after each generation. */
  history: number[];
  /** Distances of parameters drawn evenly between the bounds: what chance finds. */
  chance: number[];
  /** Distances between runs of the best parameters that differ in their seed alone: nothing can be told apart below. */
  noise: number[];
  /** Of each parameter, where the candidates lie that are as good as the best within the noise; share of the bounds. */
  near: { from: number; to: number; share: number }[];
}

/** Random parameters that chance is judged by, and runs of the best with other seeds. */
const chanceRuns = 12;
const noiseRuns = 4;
/** The first spread of the samples, in widths of the bounds. */
const firstSigma = 0.3;
/** Where each parameter alone is moved to at the end, in widths of its bounds. */
const profile = Array.from({ length: 9 }, (_, i) => i / 8);
/** Of a run without a pattern, or without an end. */
const noPattern = 2;
/** The search ends when its samples lie closer together than this share of the bounds. */
const closeEnough = 1e-3;
/** Near the best is what is not further from the target than the best and this share of it, however small the noise. */
const nearShare = 0.1;

/**
 * Looks for parameters by CMA-ES in the unit cube of their bounds, which reflect. First come random parameters, the best of which the search begins
 * from; last each parameter alone along its bounds, and the best parameters with other seeds. Yields after each generation; ends where the consumer ends it. A generation is handed over at
 * once, to be spread over threads; its result does not depend on how.
 */
export async function* searchParameters(
  search: SearchSpec,
  sample: PointsApi["samplePoint"],
  tile: number,
): AsyncGenerator<SearchProgress, void, void> {
  const { parameters, target, evaluations: most, seed } = search;
  const all: Candidate[] = [];
  const progress: SearchProgress = { stage: "chance", evaluations: 0, best: null, history: [], chance: [], noise: [], near: [] };
  const run = async (values: number[], repeat = 0) => {
    const result = await sample({ spec: specAt(search, values, repeat), measure: [], keep: { thumbnail: tile, fingerprint: true } });
    return { values, fingerprint: result.fingerprint ?? null, tile: result.tile };
  };
  const tryAll = async (points: number[][]): Promise<number[]> => {
    const results = await Promise.all(points.map((values) => run(values)));
    return results.map(({ values, fingerprint, tile: picture }) => {
      const distance = fingerprint ? distanceOf(fingerprint, target) : noPattern;
      all.push({ values, distance });
      progress.evaluations++;
      if (!progress.best || distance < progress.best.distance) progress.best = { values, distance, tile: picture };
      return distance;
    });
  };
  const snapshot = (stage: SearchProgress["stage"]): SearchProgress => ({ ...progress, stage, history: [...progress.history] });

  progress.chance = await tryAll(pointsOf({ parameters, design: "latin-hypercube", samples: chanceRuns, seed }));
  yield snapshot("search");
  const strategy = createCmaEs({ mean: progress.best!.values.map((value, i) => toUnit(parameters[i]!, value)), sigma: firstSigma, seed });
  let generation = strategy.ask();
  while (progress.evaluations + generation.length <= chanceRuns + most && Math.max(...strategy.spread()) > closeEnough) {
    const points = generation.map((point) => point.map((share, i) => fromUnit(parameters[i]!, reflected(share))));
    strategy.tell(await tryAll(points));
    progress.history.push(progress.best!.distance);
    yield snapshot("search");
    generation = strategy.ask();
  }
  // Samples gather round the best, also along what does not matter: how well each parameter is known shows away from it alone.
  const { values: found } = progress.best!;
  await tryAll(parameters.flatMap((parameter, i) => profile.map((share) => found.with(i, fromUnit(parameter, share)))));
  yield snapshot("noise");
  const again = await Promise.all(Array.from({ length: noiseRuns }, (_, i) => run(progress.best!.values, i + 1)));
  const prints = again.flatMap(({ fingerprint }) => fingerprint ?? []);
  progress.noise = prints.flatMap((a, i) => prints.slice(i + 1).map((b) => distanceOf(a, b)));
  progress.near = nearBest(all, progress, parameters);
  yield snapshot("done");
}

/**
 * The ranges of the candidates that cannot be told from the best: no further from the target by more than runs of the same parameters are from one
 * another. Ranges of what was tried: along a slanting valley a parameter may be known less well.
 */
function nearBest(all: readonly Candidate[], { best, noise }: SearchProgress, parameters: readonly SweptRange[]): SearchProgress["near"] {
  const limit = best!.distance + Math.max(nearShare * best!.distance, ...noise);
  const near = all.filter(({ distance }) => distance <= limit);
  return parameters.map((parameter, i) => {
    const of = near.map(({ values }) => values[i]!);
    const [from, to] = [Math.min(...of), Math.max(...of)];
    return { from, to, share: Math.abs(toUnit(parameter, to) - toUnit(parameter, from)) };
  });
}

function toUnit({ from, to, scale }: SweptRange, value: number): number {
  if (from === to) return 0;
  return scale === "log" ? log(value / from) / log(to / from) : (value - from) / (to - from);
}

function fromUnit({ from, to, scale }: SweptRange, share: number): number {
  const value = scale === "log" ? from * exp(share * log(to / from)) : from + (to - from) * share;
  // Twelve digits say where it is, and make what is printed what was run.
  return Number(value.toPrecision(12));
}

/** Into [0, 1], as between two mirrors. */
function reflected(value: number): number {
  const folded = Math.abs(value) % 2;
  return folded > 1 ? 2 - folded : folded;
}

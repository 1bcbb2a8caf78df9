import type { Backend } from "../backend";
import { WorkbenchError } from "../errors";
import { advanceSafely } from "../simulate";
import type { Snapshot } from "../simulation";
import type { Completed } from "../spec/complete";
import type { GivenArrays } from "../spec/files";
import { Growth, lyapunovResult, type LyapunovResult } from "./lyapunov-growth";
import { forTwins, TwinRun } from "./twin-run";

export interface LyapunovOptions {
  /** Steps over which the twin is followed. At least 1. */
  steps: number;
  /** Steps the run takes alone before, to come to rest on its attractor. */
  transient?: number;
  /** Steps between renormalisations; found while the twin aligns when absent. */
  burst?: number;
  /** Initial and renormalised distance, as a share of the state's norm. Above 1e-12, below 0.01. */
  perturbation?: number;
  /** Of the perturbation's direction, 0 … 2⁵³−1. */
  seed?: number;
  /** The state of a running model to begin from; the spec's initial state when absent. */
  start?: Snapshot;
  /** What the spec takes from files. */
  arrays?: GivenArrays;
}

/** How far a twin run has come. */
export interface LyapunovProgress {
  /** Steps taken of all, transient included. */
  done: number;
  of: number;
  /** The estimate so far; null before anything counts. */
  exponent: number | null;
}

const usualPerturbation = 1e-8;
/** Share of the steps in which the twin aligns. */
const alignShare = 0.2;
/** Renormalisations after that, unless distances change too much between them. */
const usualBursts = 200;
/** A burst in which the distance changes by more than this power of e is halved: the twin must stay near, and above rounding. */
const mostGrowth = 3;
/** Reports of progress on the way through the transient. */
const transientReports = 50;
/** Distances below this share of the state's norm are rounding. */
const roundingShare = 1e-14;

/**
 * The largest Lyapunov exponent of a running model, per unit of time: how fast a twin, started a small distance beside the run,
 * parts from it, on average over a long time, with the twin brought back to that distance again and again (Benettin, Galgani,
 * Giorgilli, Strelcyn 1980, Meccanica 15:9, doi:10.1007/BF02128236). Above 0: chaos. 0: a neutral direction, as along a cycle
 * or where a pattern may be shifted. Below 0: the run returns to where it was.
 *
 * Both run in double precision whatever the spec says, with the same fixed step and the same random numbers, which come from
 * counters: noise moves both alike, and the exponent is that of the noisy flow. The interval is twice the standard error of
 * the means of ten blocks either way; `null` has a reason.
 * @yields after each burst; the caller stops by leaving the loop or with `lyapunovExponent`'s `shouldStop`.
 * @throws WorkbenchError `usage` for options out of range, `backend/unavailable` for a back end without double precision, `run/not-finite`.
 */
export async function* followTwin(
  given: Pick<Completed, "spec" | "model">,
  backend: Backend,
  options: LyapunovOptions,
): AsyncGenerator<LyapunovProgress, LyapunovResult, boolean | undefined> {
  const { steps, transient = 0, perturbation = usualPerturbation, seed = 1 } = options;
  checkOptions(options);
  const { completed, changes } = forTwins(given);
  const { method, dt } = completed.spec.integrator;
  const run = await TwinRun.start(completed, backend, { ...options, seed });
  const of = transient + steps;
  const growth = new Growth();
  let [done, shouldStop] = [0, false];
  try {
    while (done < transient && !shouldStop) {
      const next = Math.min(Math.ceil(transient / transientReports), transient - done);
      await advanceSafely(run.base, next);
      done += next;
      shouldStop = (yield { done, of, exponent: null }) === true;
    }

    const norm = await run.norm();
    const begun = run.base.time;
    let counted = begun;
    let distance = perturbation * (norm > 0 ? norm : Math.sqrt(valuesOf(run)));
    await run.part(distance);
    const alignedAt = transient + Math.floor(alignShare * steps);
    let burst = options.burst ?? Math.max(1, Math.floor((of - alignedAt) / usualBursts));
    let [vanished, rounded] = [0, 0];
    while (done < of && !shouldStop) {
      const isAligning = done < alignedAt;
      const before = run.base.time;
      const next = Math.min(burst, of - done);
      const { parted, norm: size } = await run.advance(next);
      done += next;
      const change = Math.log(parted / distance);
      // the largest state so far sets the distance: one that grows would leave it to rounding, one that dies would take it along
      distance = Math.max(distance, perturbation * size);
      await run.renormalise(distance);
      if (isAligning) {
        counted = run.base.time;
        if (options.burst === undefined && Math.abs(change) > mostGrowth) burst = Math.max(1, Math.floor(burst / 2));
      } else if (parted > 0) {
        growth.add(change, run.base.time, run.base.time - before);
        if (parted < roundingShare * size) rounded++;
      } else vanished++;
      shouldStop = (yield { done, of, exponent: growth.exponent() }) === true;
    }
    const warnings = [
      ...changes,
      ...(done < of ? [`stopped after ${done} of ${of} steps`] : []),
      ...(vanished > 0 ? [`the twin fell together with the run in ${vanished} bursts, which do not count; take a shorter burst`] : []),
      ...(rounded > 0 ? [`the distance came down to rounding in ${rounded} bursts; take a shorter burst`] : []),
    ];
    return lyapunovResult(growth, { burst, distance, aligned: [begun, counted], method, dt }, warnings);
  } finally {
    run.dispose();
  }
}

/** `followTwin` to its end, or until told to stop; what was found by then is the result, with a warning. */
export async function lyapunovExponent(
  given: Pick<Completed, "spec" | "model">,
  backend: Backend,
  {
    shouldStop = () => false,
    onProgress,
    ...options
  }: LyapunovOptions & { shouldStop?: () => boolean; onProgress?: (progress: LyapunovProgress) => void },
): Promise<LyapunovResult> {
  const twins = followTwin(given, backend, options);
  let next = await twins.next();
  while (!next.done) {
    onProgress?.(next.value);
    next = await twins.next(shouldStop());
  }
  return next.value;
}

function checkOptions({ steps, transient = 0, burst = 1, perturbation = usualPerturbation }: LyapunovOptions): void {
  const refuse = (key: string, expected: string, got: number) => new WorkbenchError("usage", [key], `expected ${expected}, got ${got}`);
  if (!Number.isSafeInteger(steps) || steps < 1) throw refuse("steps", "a whole number of steps of at least 1", steps);
  if (!Number.isSafeInteger(transient) || transient < 0) throw refuse("transient", "a whole number of steps of at least 0", transient);
  if (!Number.isSafeInteger(burst) || burst < 1) throw refuse("burst", "a whole number of steps of at least 1", burst);
  if (!(perturbation > 1e-12 && perturbation < 0.01))
    throw refuse("perturbation", "a share of the state's norm between 1e-12 and 0.01", perturbation);
}

const valuesOf = ({ base }: TwinRun): number => base.fields.length * base.spec.grid.shape.reduce((product, side) => product * side, 1);

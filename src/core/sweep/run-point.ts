import { levelledOutside } from "../metrics/inside";
import { fingerprintOf } from "../search/fingerprint";
import { toRecord, WorkbenchError } from "../errors";
import { maskOf } from "../field/mask";
import type { Model } from "../define/model";
import { advanceSafely } from "../simulate";
import type { FieldValues, Simulation, Snapshot } from "../simulation";
import { complete } from "../spec/complete";
import type { GivenArrays } from "../spec/files";
import { hashSpec } from "../spec/hash";
import type { RunSpec } from "../spec/run-spec";
import { measureState } from "./measure-state";
import { measuredField } from "./measures";
import type { PointRequest, PointResult } from "./point";
import { tileOf } from "./tile";

export type StartRun = (run: { spec: RunSpec; model: Model }, arrays: GivenArrays | undefined) => Promise<Simulation>;

/** The last part of a run in which change is looked for, and the frames that are taken of it. */
const lastPart = 0.1;
const framesOfIt = 8;
/** A run that leaves the finite range is found out after at most this share of its steps. */
const looks = 16;

/**
 * Carries out one run and measures its end. What is wrong with the run itself, a spec that is refused or values that leave the finite range, is
 * told in the result; faults of ours are thrown.
 * @param start starts a simulation of a completed spec.
 */
export async function runPoint(request: PointRequest, start: StartRun): Promise<Omit<PointResult, "seconds">> {
  let specHash: string | null = null;
  let simulation: Simulation | null = null;
  try {
    const completed = complete(request.spec);
    const { spec, model } = completed;
    specHash = hashSpec(spec);
    simulation = await start({ spec, model }, request.arrays);
    if (request.from) await simulation.restore(await beginFrom(simulation, request.from));
    const field = measuredField(spec);
    const frames = await follow(simulation, field);
    const mask = maskOf(spec, request.arrays);
    const fields: Record<string, FieldValues> = {};
    for (const name of simulation.fields) fields[name] = await simulation.read(name);
    const measured = measureState({ spec, model, mask, field, fields, ...frames }, request.measure);
    const { keep = {} } = request;
    return {
      specHash,
      ...measured,
      failure: null,
      steps: simulation.step,
      tile: keep.thumbnail ? tileOf(fields[field]!, spec.grid.shape, mask, keep.thumbnail) : null,
      ...(keep.state && { state: fields }),
      ...(keep.fingerprint && {
        fingerprint: fingerprintOf({ shape: spec.grid.shape, values: levelledOutside(fields[field]!, mask) }, spec.boundary === "periodic"),
      }),
    };
  } catch (error) {
    if (!(error instanceof WorkbenchError) || error.code === "internal") throw error;
    return failed(specHash, request.measure, error, simulation?.step ?? 0);
  } finally {
    simulation?.dispose?.();
  }
}

/** The start of a simulation with other values in its fields. */
async function beginFrom(simulation: Simulation, fields: Snapshot["fields"]): Promise<Snapshot> {
  const start = await simulation.save();
  for (const [name, values] of Object.entries(start.fields)) {
    const given = fields[name];
    if (given?.length !== values.length)
      throw new WorkbenchError("data/unreadable", ["from", name], `the state has ${given?.length ?? 0} values of ${name}, the grid ${values.length}`);
    values.set(given);
  }
  return { step: 0, fields: start.fields };
}

/** What is seen of a run on its way. */
export interface Followed {
  /** The measured field at the start. */
  first: FieldValues;
  /** Frames of the last part, oldest first, the last state among them. */
  late: FieldValues[];
  /** Frames of the recorded steps, for what is said of a history; the last state alone where nothing is recorded. */
  history: FieldValues[];
}

async function follow(simulation: Simulation, field: string): Promise<Followed> {
  const { steps, record } = simulation.spec;
  const part = Math.ceil(steps * lastPart);
  const late = new Set(Array.from({ length: framesOfIt }, (_, i) => steps - part + Math.round((part * i) / (framesOfIt - 1))));
  const recorded = (step: number) => record.every > 0 && step % record.every === 0;
  const stops = new Set([...late, ...Array.from({ length: looks }, (_, i) => Math.ceil((steps * (i + 1)) / looks))]);
  if (record.every > 0) for (let step = record.every; step < steps; step += record.every) stops.add(step);
  const first = await simulation.read(field);
  const followed: Followed = { first, late: [], history: [] };
  const see = async () => {
    const values = await simulation.read(field);
    if (late.has(simulation.step)) followed.late.push(values);
    if (recorded(simulation.step) || simulation.step === steps) followed.history.push(values);
  };
  await see();
  for (const stop of [...stops].filter((step) => step > 0).sort((a, b) => a - b)) {
    await advanceSafely(simulation, stop - simulation.step);
    await see();
  }
  return followed;
}

function failed(specHash: string | null, measure: readonly string[], error: WorkbenchError, steps: number): Omit<PointResult, "seconds"> {
  const blownUp = error.code === "run/not-finite";
  const numbers = Object.fromEntries(measure.filter((name) => name !== "regime").map((name) => [name, null]));
  return { specHash, numbers, reasons: {}, regime: blownUp ? "blown-up" : null, failure: toRecord(error).message, steps, tile: null };
}

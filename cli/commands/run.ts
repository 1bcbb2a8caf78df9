import { extname } from "node:path";
import { nearest, WorkbenchError } from "../../src/core/errors";
import { halfStepDifference, halfStepWarning, type HalfStepDifference } from "../../src/core/half-step-check";
import { maskOf } from "../../src/core/field/mask";
import { models } from "../../src/core/models/index";
import { complete } from "../../src/core/spec/complete";
import { modelOf } from "../../src/core/spec/model-of";
import type { GivenArrays } from "../../src/core/spec/files";
import { checkCells } from "../../src/core/spec/parameters";
import type { RunSpec, RunSpecInput } from "../../src/core/spec/run-spec";
import { plain } from "../../src/engine/backends/plain/run";
import { createEngineHost } from "../../src/engine/host";
import type { BackendWish, EngineApi, FieldFrame, OpenedRun } from "../../src/engine/protocol";
import { npy } from "../../src/exporters/npy";
import { npz, type ArraysInput } from "../../src/exporters/npz";
import { provenanceOf } from "../../src/exporters/provenance";
import { wholeNumberOf } from "../arguments";
import { backends } from "../backends";
import { defineCommand, type Arguments, type Io } from "../command";
import { historyFeatures } from "../history-features";
import { summarise } from "../field-summary";
import { writeBytes } from "../files";
import { keepHistory, type History } from "../history";
import { withProgress } from "../progress";
import { checkBundle, type BundleCheck } from "../bundle-check";
import { specArrays } from "../spec-arrays";
import { readSpec } from "../spec-file";
import { facts, table } from "../table";

/** Back ends that one may name; which of them are here, the engine says. */
const backendNames = ["auto", "plain", "wasm", "webgpu"] as const;

export const run = defineCommand({
  id: "run",
  title: "Runs one experiment spec",
  usage: "SPEC.json|BUNDLE.zip [--set path=value …] [--out F.npz] [--check-step] [--backend auto|plain|wasm|webgpu] [--threads N]",
  help: "Prints the fields after the last step, with hashes. - reads the spec from standard input. Of a research bundle it says whether the bits are the same, and ends with 1 if not.",
  example: "mfn run spec.json --set parameters.F=0.04 --set steps=2000 --out field.npz --json",
  options: {
    set: { kind: "list", value: "path=value", help: "Changes one value of the spec, such as grid.shape=[64,64]." },
    out: {
      kind: "value",
      value: "F.npz",
      help: "Writes the recorded fields: .npz for all of them, .npy for one. With record.every their history, else the last state. An .npz also holds the times of the frames and the mask.",
    },
    "check-step": { kind: "flag", help: "Compares the first 200 steps with those of half the size, and warns where they differ." },
    backend: {
      kind: "value",
      value: "NAME",
      help: "auto takes the fastest, as a short trial finds it; one named that is not available is an error.",
    },
    threads: { kind: "value", value: "N", help: "Threads to use at most." },
  },
  arguments: [1, 1],
  async run(args, io) {
    const wish = wishOf(args);
    const { document, folder, bundle } = await readSpec(io, args.positionals[0]!, args.list("set"));
    const fileWarnings: string[] = [];
    let arrays: GivenArrays | undefined;
    const engine = createEngineHost({
      backends,
      // Nobody goes back here.
      historyBytes: 0,
      loadArrays: async (spec) => (arrays = await specArrays(spec, folder, io, (warning) => fileWarnings.push(warning))),
    });
    await refuseMissing(engine, wish);
    const out = args.value("out");
    const opened = await engine.open(document as RunSpecInput, wish);
    const halfStep = args.flag("check-step") ? await halfStepDifference(complete(opened.spec), plain, arrays) : null;
    const coarse = halfStep && halfStepWarning(halfStep);
    const mask = maskOf(opened.spec, arrays);
    const model = modelOf(opened.spec);
    if (model.kind === "equations") checkCells(model, opened.spec, mask, arrays, (warning) => fileWarnings.push(warning));
    const write = out === undefined ? null : writerOf(out, opened.spec, mask);
    const measured = measuredField(opened.spec);
    const history = keepHistory(opened.spec, write ? [...new Set([measured, ...opened.spec.record.fields])] : [measured], opened.frame);
    const { frame, cellUpdatesPerSecond } = await advanceTo(engine, opened, history, io);
    if (out !== undefined && write) await writeBytes(io, out, write(history));
    const { specHash, exact } = opened;
    const check = bundle && checkBundle(bundle, { specHash, exact, frame, changed: args.list("set").length > 0 });
    const json = {
      spec: opened.spec,
      specHash: opened.specHash,
      steps: frame.step,
      time: frame.time,
      backend: opened.backend,
      threads: opened.threads,
      exact: opened.exact,
      because: opened.because,
      cellUpdatesPerSecond,
      fields: Object.fromEntries(Object.entries(frame.fields).map(([name, values]) => [name, summarise(values, mask)])),
      ...(history.times && { times: history.times }),
      featuresOf: measured,
      ...historyFeatures(history.framesOf(measured), opened.spec, modelOf(opened.spec).species[measured]!.unit, mask),
      ...frame.counters,
      ...(halfStep && { halfStep }),
      ...(check && { bundle: check }),
      notes: [...opened.notes, ...missingThreads(wish, opened), ...outsideLeftOut(mask)],
      warnings: [...opened.warnings, ...fileWarnings, ...(coarse === null ? [] : [coarse])],
    };
    return { json, text: () => readable(json, out), ...(check?.same === false && { failure: check.words }) };
  },
});

/** @throws WorkbenchError `usage` for a back end that is none, or threads that are no number. */
function wishOf(args: Arguments): BackendWish {
  const wanted = args.value("backend") ?? "auto";
  const backend = backendNames.find((name) => name === wanted);
  if (!backend) {
    const guess = nearest(wanted, backendNames);
    const cure = guess ? `did you mean "${guess}"?` : `known: ${backendNames.join(", ")}`;
    throw new WorkbenchError("usage", [], `there is no back end "${wanted}"; ${cure}`);
  }
  const threads = args.value("threads");
  return { backend, ...(threads !== undefined && { threads: wholeNumberOf("threads", threads, 1, 1024) }) };
}

/**
 * Refuses a back end that is not here, for models with a step of their own as well: those run on none of them.
 * @throws WorkbenchError `backend/unavailable`.
 */
async function refuseMissing(engine: EngineApi, { backend }: BackendWish): Promise<void> {
  const { backends: all } = await engine.describe();
  const missing = all.find(({ id }) => id === backend)?.missing;
  if (!missing) return;
  const here = all.flatMap((each) => (each.missing === null ? [each.id] : []));
  throw new WorkbenchError(
    "backend/unavailable",
    [],
    `the back end "${backend}" is not available here (${missing}); available: ${here.join(", ")}. Leave --backend out to take the fastest`,
  );
}

/** Why a run by name has fewer threads than were asked for; of a trial the engine tells itself. */
function missingThreads({ backend, threads = 1 }: BackendWish, opened: OpenedRun): string[] {
  if (backend !== "wasm" || opened.backend !== "wasm" || threads <= opened.threads) return [];
  return [`${inWords(opened.threads)} of the ${threads} asked for: ${backends.withoutThreads ?? "no more are of use here"}`];
}

/** Hashes and files hold the whole grid, with 0 outside; numbers said of a field leave that out. */
function outsideLeftOut(mask: Uint8Array | null): string[] {
  if (mask === null) return [];
  const inside = mask.reduce((sum, cell) => sum + cell, 0);
  return [`fields and features are measured over the ${inside} of ${mask.length} cells that are inside the mask; sha256 is that of the whole grid`];
}

const inWords = (threads: number): string => `${threads} thread${threads === 1 ? "" : "s"}`;

/** A field in volts if one is recorded, for the features are defined on those; else the last recorded, as in the Lab. */
function measuredField(spec: RunSpec): string {
  const { species } = modelOf(spec);
  const names = spec.record.fields.length > 0 ? spec.record.fields : Object.keys(species);
  return names.find((name) => /^m?V$/.test(species[name]!.unit)) ?? names.at(-1)!;
}

async function advanceTo(
  engine: EngineApi,
  { run: id, spec, frame: first }: OpenedRun,
  history: History,
  io: Io,
): Promise<{ frame: FieldFrame; cellUpdatesPerSecond: number }> {
  const cells = spec.grid.shape.reduce((product, extent) => product * extent, 1);
  let frame = first;
  let seconds = 0;
  const steps = async () => {
    while (frame.step < spec.steps) {
      const before = frame.step;
      frame = await engine.advance(id, Math.min(spec.record.every || spec.steps, spec.steps - before));
      if (frame.cellUpdatesPerSecond > 0) seconds += (cells * (frame.step - before)) / frame.cellUpdatesPerSecond;
      history.offer(frame);
    }
  };
  await withProgress(io, async () => `step ${(await engine.progress(id)).step} of ${spec.steps}`, steps());
  return { frame, cellUpdatesPerSecond: seconds > 0 ? (cells * frame.step) / seconds : 0 };
}

/** Decides before the run how its result is written, so that no hour is spent on a file that cannot be. */
function writerOf(path: string, spec: RunSpec, mask: Uint8Array<ArrayBuffer> | null): (history: History) => Uint8Array {
  const { fields } = spec.record;
  if (fields.length === 0)
    throw new WorkbenchError("usage", [], `--out ${path}: record.fields is empty, so there is nothing to write; name fields in it, or leave it out`);
  const provenance = provenanceOf(spec);
  switch (extname(path).toLowerCase()) {
    case ".npz":
      return (history) => npz.encode(archiveOf(history, spec, mask), provenance);
    case ".npy":
      if (fields.length !== 1)
        throw new WorkbenchError(
          "usage",
          [],
          `--out ${path}: an NPY file holds one field, ${fields.join(", ")} are recorded; name one with --set 'record.fields=["${fields.at(-1)}"]', or write .npz`,
        );
      return (history) => npy.encode(history.arrayOf(fields[0]!), provenance);
    default:
      throw new WorkbenchError("usage", [], `--out expects a file ending in .npz or .npy, got "${path}"`);
  }
}

/** The recorded fields, the times of their frames as `times`, the domain as `mask`: behind names that a field has taken, with `_`. */
function archiveOf(history: History, { grid, record: { fields } }: RunSpec, mask: Uint8Array<ArrayBuffer> | null): ArraysInput {
  const free = (name: string): string => (fields.includes(name) ? free(`${name}_`) : name);
  return {
    ...Object.fromEntries(fields.map((field) => [field, history.arrayOf(field)])),
    ...(history.times && { [free("times")]: { shape: [history.times.length], values: Float64Array.from(history.times) } }),
    ...(mask && { [free("mask")]: { shape: grid.shape, values: mask } }),
  };
}

/** What `mfn run --json` prints. */
interface RunReport {
  spec: RunSpec;
  specHash: string;
  steps: number;
  time: number;
  backend: string;
  threads: number;
  exact: boolean;
  because: string;
  cellUpdatesPerSecond: number;
  fields: Record<string, ReturnType<typeof summarise>>;
  /** Of the recorded frames, in the model's unit of time. */
  times?: number[];
  featuresOf: string;
  features: Record<string, number | null>;
  halfStep?: HalfStepDifference;
  bundle?: BundleCheck;
  notes: readonly string[];
  warnings: readonly string[];
}

function readable(json: RunReport, out: string | undefined): string {
  const { title } = json.spec.model === "custom" ? { title: "custom model" } : models.get(json.spec.model);
  return [
    `${title}, ${json.spec.grid.shape.join(" × ")}, spec ${json.specHash}`,
    facts({
      steps: json.steps,
      time: json.time,
      backend: `${json.backend}, ${inWords(json.threads)}${json.exact ? "" : ", not bit-reproducible"} (${json.because})`,
      "cell updates per second": Math.round(json.cellUpdatesPerSecond),
      ...(out !== undefined && { written: out }),
      ...(json.bundle && { bundle: json.bundle.words }),
      ...(json.halfStep && { "differs from half the step by": differences(json.halfStep) }),
    }),
    "",
    table(Object.entries(json.fields).map(([field, summary]) => ({ field, ...summary }))),
    "",
    `features of ${json.featuresOf}:`,
    facts(json.features),
    ...json.notes.map((note) => `note: ${note}`),
    ...json.warnings.map((warning) => `warning: ${warning}`),
  ].join("\n");
}

const differences = ({ shares, steps }: HalfStepDifference): string =>
  `${Object.entries(shares)
    .map(([field, share]) => `${Number((100 * share).toPrecision(2))} % of the spread of ${field}`)
    .join(", ")} after ${steps} steps`;

import { extname } from "node:path";
import { nearest, WorkbenchError } from "../../src/core/errors";
import { halfStepDifference, halfStepWarning, type HalfStepDifference } from "../../src/core/half-step-check";
import { models } from "../../src/core/models/index";
import { complete, modelOf } from "../../src/core/spec/complete";
import type { RunSpec, RunSpecInput } from "../../src/core/spec/run-spec";
import { backends } from "../../src/engine/backends/index";
import { createEngineHost } from "../../src/engine/host";
import type { EngineApi, FieldFrame, OpenedRun } from "../../src/engine/protocol";
import { npy } from "../../src/exporters/npy";
import { npz } from "../../src/exporters/npz";
import { provenanceOf } from "../../src/exporters/provenance";
import { wholeNumberOf } from "../arguments";
import { defineCommand, type Io } from "../command";
import { historyFeatures } from "../history-features";
import { summarise } from "../field-summary";
import { writeBytes } from "../files";
import { keepHistory, type History } from "../history";
import { initialArrays } from "../initial-arrays";
import { withProgress } from "../progress";
import { readSpec } from "../spec-file";
import { facts, table } from "../table";

/** Back ends that a spec may name; which of them are here, the host says. */
const backendNames = ["auto", "plain", "wasm", "webgpu"];

export const run = defineCommand({
  id: "run",
  title: "Runs one experiment spec",
  usage: "SPEC.json [--set path=value …] [--out F.npz] [--check-step] [--backend auto|plain|wasm|webgpu] [--threads N]",
  help: "Prints the fields after the last step, with hashes. - reads the spec from standard input.",
  example: "mfn run spec.json --set parameters.F=0.04 --set steps=2000 --out field.npz --json",
  options: {
    set: { kind: "list", value: "path=value", help: "Changes one value of the spec, such as grid.shape=[64,64]." },
    out: {
      kind: "value",
      value: "F.npz",
      help: "Writes the recorded fields: .npz for all of them, .npy for one. With record.every their history, else the last state.",
    },
    "check-step": { kind: "flag", help: "Compares the first 200 steps with those of half the size, and warns where they differ." },
    backend: { kind: "value", value: "NAME", help: "auto takes the fastest exact one; one named that is not available is an error." },
    threads: { kind: "value", value: "N", help: "Threads to use at most." },
  },
  arguments: [1, 1],
  async run(args, io) {
    const engineOf = (folder: string) => createEngineHost({ place: "this process", loadArrays: (spec) => initialArrays(spec, folder, io) });
    const { document, folder } = await readSpec(io, args.positionals[0]!, args.list("set"));
    const engine = engineOf(folder);
    await requireBackend(engine, args.value("backend") ?? "auto");
    if (args.value("threads") !== undefined) wholeNumberOf("threads", args.value("threads")!, 1, 1024);
    const out = args.value("out");
    const opened = await engine.open(document as RunSpecInput);
    const halfStep = args.flag("check-step")
      ? await halfStepDifference(complete(opened.spec), backends.get("plain"), await initialArrays(opened.spec, folder, io))
      : null;
    const coarse = halfStep && halfStepWarning(halfStep);
    const write = out === undefined ? null : writerOf(out, opened.spec);
    const measured = measuredField(opened.spec);
    const history = keepHistory(opened.spec, write ? [...new Set([measured, ...opened.spec.record.fields])] : [measured], opened.frame);
    const { frame, cellUpdatesPerSecond } = await advanceTo(engine, opened, history, io);
    if (out !== undefined && write) await writeBytes(io, out, write(history));
    const json = {
      spec: opened.spec,
      specHash: opened.specHash,
      steps: frame.step,
      time: frame.time,
      backend: opened.backend,
      threads: opened.threads,
      cellUpdatesPerSecond,
      fields: Object.fromEntries(Object.entries(frame.fields).map(([name, values]) => [name, summarise(values)])),
      featuresOf: measured,
      ...historyFeatures(history.framesOf(measured), opened.spec, modelOf(opened.spec).species[measured]!.unit),
      ...frame.counters,
      ...(halfStep && { halfStep }),
      warnings: coarse === null ? opened.warnings : [...opened.warnings, coarse],
    };
    return { json, text: () => readable(json, out) };
  },
});

/** @throws WorkbenchError `backend/unavailable` for one that is not here, `usage` for one that is none. */
async function requireBackend(engine: EngineApi, wanted: string): Promise<void> {
  if (!backendNames.includes(wanted)) {
    const guess = nearest(wanted, backendNames);
    throw new WorkbenchError(
      "usage",
      [],
      `there is no back end "${wanted}"; ${guess ? `did you mean "${guess}"?` : `known: ${backendNames.join(", ")}`}`,
    );
  }
  const { backends } = await engine.describe();
  if (wanted === "auto" || backends.some(({ id }) => id === wanted)) return;
  throw new WorkbenchError(
    "backend/unavailable",
    [],
    `the back end "${wanted}" is not available here; available: ${backends.map(({ id }) => id).join(", ")}. Leave --backend out to take the best`,
  );
}

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
function writerOf(path: string, spec: RunSpec): (history: History) => Uint8Array {
  const { fields } = spec.record;
  if (fields.length === 0)
    throw new WorkbenchError("usage", [], `--out ${path}: record.fields is empty, so there is nothing to write; name fields in it, or leave it out`);
  const provenance = provenanceOf(spec);
  switch (extname(path).toLowerCase()) {
    case ".npz":
      return (history) => npz.encode(Object.fromEntries(fields.map((field) => [field, history.arrayOf(field)])), provenance);
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

/** What `mfn run --json` prints. */
interface RunReport {
  spec: RunSpec;
  specHash: string;
  steps: number;
  time: number;
  backend: string;
  threads: number;
  cellUpdatesPerSecond: number;
  fields: Record<string, ReturnType<typeof summarise>>;
  featuresOf: string;
  features: Record<string, number | null>;
  halfStep?: HalfStepDifference;
  warnings: readonly string[];
}

function readable(json: RunReport, out: string | undefined): string {
  const { title } = json.spec.model === "custom" ? { title: "custom model" } : models.get(json.spec.model);
  return [
    `${title}, ${json.spec.grid.shape.join(" × ")}, spec ${json.specHash}`,
    facts({
      steps: json.steps,
      time: json.time,
      backend: `${json.backend}, ${json.threads} thread${json.threads === 1 ? "" : "s"}`,
      "cell updates per second": Math.round(json.cellUpdatesPerSecond),
      ...(out !== undefined && { written: out }),
      ...(json.halfStep && { "differs from half the step by": differences(json.halfStep) }),
    }),
    "",
    table(Object.entries(json.fields).map(([field, summary]) => ({ field, ...summary }))),
    "",
    `features of ${json.featuresOf}:`,
    facts(json.features),
    ...json.warnings.map((warning) => `warning: ${warning}`),
  ].join("\n");
}

const differences = ({ shares, steps }: HalfStepDifference): string =>
  `${Object.entries(shares)
    .map(([field, share]) => `${Number((100 * share).toPrecision(2))} % of the spread of ${field}`)
    .join(", ")} after ${steps} steps`;

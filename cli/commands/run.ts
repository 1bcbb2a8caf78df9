import { extname } from "node:path";
import { nearest, WorkbenchError } from "../../src/core/errors";
import { halfStepDifference, type HalfStepDifference } from "../../src/core/half-step-check";
import { models } from "../../src/core/models/index";
import { complete } from "../../src/core/spec/complete";
import type { GivenArrays } from "../../src/core/spec/files";
import type { RunSpec, RunSpecInput } from "../../src/core/spec/run-spec";
import { plain } from "../../src/engine/backends/plain/run";
import { createEngineHost } from "../../src/engine/host";
import type { BackendWish, EngineApi, OpenedRun } from "../../src/engine/protocol";
import { npy } from "../../src/exporters/npy";
import { npz } from "../../src/exporters/npz";
import { provenanceOf } from "../../src/exporters/provenance";
import { archiveOf } from "../../src/jobs/run-archive";
import { advanceToEnd, beginWholeRun, reportRun, type RunReport, type WholeRun } from "../../src/jobs/whole-run";
import { wholeNumberOf } from "../arguments";
import { backends } from "../backends";
import { defineCommand, type Arguments } from "../command";
import { writeBytes } from "../files";
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
    const write = out === undefined ? null : writerOf(out, opened.spec);
    const whole = beginWholeRun(opened, { arrays, writes: write !== null });
    const report = async () => `step ${(await engine.progress(opened.run)).step} of ${opened.spec.steps}`;
    const reached = await withProgress(io, report, advanceToEnd(engine, whole));
    if (out !== undefined && write) await writeBytes(io, out, write(whole));
    const { specHash, exact } = opened;
    const check = bundle && checkBundle(bundle, { specHash, exact, frame: reached.frame, changed: args.list("set").length > 0 });
    const { notes, warnings, ...said } = reportRun(whole, reached, halfStep);
    const json = {
      ...said,
      ...(check && { bundle: check }),
      notes: [...notes, ...missingThreads(wish, opened)],
      warnings: [...warnings, ...fileWarnings],
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

const inWords = (threads: number): string => `${threads} thread${threads === 1 ? "" : "s"}`;

/** Decides before the run how its result is written, so that no hour is spent on a file that cannot be. */
function writerOf(path: string, spec: RunSpec): (whole: WholeRun) => Uint8Array {
  const { fields } = spec.record;
  if (fields.length === 0)
    throw new WorkbenchError("usage", [], `--out ${path}: record.fields is empty, so there is nothing to write; name fields in it, or leave it out`);
  const provenance = provenanceOf(spec);
  switch (extname(path).toLowerCase()) {
    case ".npz":
      return (whole) => npz.encode(archiveOf(whole), provenance);
    case ".npy":
      if (fields.length !== 1)
        throw new WorkbenchError(
          "usage",
          [],
          `--out ${path}: an NPY file holds one field, ${fields.join(", ")} are recorded; name one with --set 'record.fields=["${fields.at(-1)}"]', or write .npz`,
        );
      return ({ history }) => npy.encode(history.arrayOf(fields[0]!), provenance);
    default:
      throw new WorkbenchError("usage", [], `--out expects a file ending in .npz or .npy, got "${path}"`);
  }
}

function readable(json: RunReport & { bundle?: BundleCheck }, out: string | undefined): string {
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

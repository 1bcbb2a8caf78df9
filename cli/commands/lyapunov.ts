import type { RunSpecInput } from "../../src/core/spec/run-spec";
import { complete } from "../../src/core/spec/complete";
import { hashSpec } from "../../src/core/spec/hash";
import { createEngineHost } from "../../src/engine/host";
import type { TwinProgress } from "../../src/engine/protocol";
import { numberOf, wholeNumberOf } from "../arguments";
import { backends } from "../backends";
import { defineCommand } from "../command";
import { withProgress } from "../progress";
import { specArrays } from "../spec-arrays";
import { readSpec } from "../spec-file";
import { facts } from "../table";

/** Steps where neither the call nor the spec names any. */
const usualSteps = 10_000;
const most = Number.MAX_SAFE_INTEGER;

export const lyapunov = defineCommand({
  id: "lyapunov",
  title: "Largest Lyapunov exponent of a model",
  usage: "SPEC.json [--set path=value …] [--steps N] [--transient N] [--burst N] [--perturbation P]",
  help: "Follows a twin that starts a small distance beside the run and is brought back to it again and again: how fast they part, per unit of time. Above 0 is chaos. Computed in double precision.",
  example: "mfn lyapunov spec.json --transient 5000 --steps 40000 --json",
  options: {
    set: { kind: "list", value: "path=value", help: "Changes one value of the spec, such as parameters.F=0.04." },
    steps: { kind: "value", value: "N", help: `Steps over which the twin is followed; the spec's own, or ${usualSteps}, when left out.` },
    transient: { kind: "value", value: "N", help: "Steps the run takes alone before; 0 when left out." },
    burst: { kind: "value", value: "N", help: "Steps between renormalisations; found when left out." },
    perturbation: { kind: "value", value: "P", help: "Distance of the twin, as a share of the state's norm; 1e-8 when left out." },
    seed: { kind: "value", value: "S", help: "Of the direction in which the twin starts; 1 when left out." },
  },
  arguments: [1, 1],
  async run(args, io) {
    const whole = (name: string, least: number) => {
      const text = args.value(name);
      return text === undefined ? undefined : wholeNumberOf(name, text, least, most);
    };
    const { document, folder } = await readSpec(io, args.positionals[0]!, args.list("set"));
    const { spec } = complete(document as RunSpecInput);
    const [burst, perturbation] = [whole("burst", 1), args.value("perturbation")];
    const fileWarnings: string[] = [];
    const engine = createEngineHost({ backends, loadArrays: (one) => specArrays(one, folder, io, (warning) => fileWarnings.push(warning)) });
    const twins = await engine.openTwins(spec, {
      steps: whole("steps", 1) ?? (spec.steps || usualSteps),
      transient: whole("transient", 0) ?? 0,
      seed: whole("seed", 0) ?? 1,
      ...(burst !== undefined && { burst }),
      ...(perturbation !== undefined && { perturbation: numberOf("perturbation", perturbation) }),
    });
    let reached: TwinProgress = { done: 0, of: 0, exponent: null, result: null };
    const follow = async () => {
      do reached = await engine.advanceTwins(twins);
      while (reached.result === null);
      return reached.result;
    };
    const result = await withProgress(io, async () => `step ${reached.done} of ${reached.of}`, follow());
    const detail = result.detail ?? {};
    const json = {
      spec,
      specHash: hashSpec(spec),
      exponent: result.value,
      ...(result.value === null ? { reason: result.reason } : { interval: result.interval ?? null, range: result.range ?? null }),
      standardError: detail.standardError ?? null,
      method: detail.method ?? null,
      dt: detail.dt ?? null,
      burst: detail.burst ?? null,
      running: { t: detail.times ?? [], value: detail.running ?? [] },
      warnings: [...fileWarnings, ...(result.value === null ? [] : (result.warnings ?? []))],
    };
    return {
      json,
      text: () =>
        [
          facts({
            "largest Lyapunov exponent": json.exponent,
            ...(result.value === null ? { reason: result.reason } : { "standard error": json.standardError }),
            method: json.method,
            dt: json.dt,
            "steps between renormalisations": json.burst,
          }),
          ...json.warnings.map((warning) => `warning: ${warning}`),
        ].join("\n"),
    };
  },
});

import { WorkbenchError } from "../../src/core/errors";
import type { RunSpecInput } from "../../src/core/spec/run-spec";
import type { BackendWish } from "../../src/engine/protocol";
import type { Principal } from "../accounts/accounts";
import type { OwnedRuns } from "../owned-runs";
import type { Writer } from "./calls";
import { frameMessage, type FrameMessage } from "./messages";

interface OpenedRunMessage {
  run: string;
  spec_json: string;
  spec_hash: string;
  backend: string;
  exact: boolean;
  warnings: string[];
  frame: FrameMessage;
}

const backends = ["auto", "plain", "wasm", "webgpu"] as const;

/** The service `Runs` on the engine that a caller may use. */
export const runCalls = (runsFor: (who: Principal) => OwnedRuns) => ({
  async open({ spec_json, backend, threads }: { spec_json: string; backend: string; threads: number }, who: Principal): Promise<OpenedRunMessage> {
    const wish: BackendWish = { ...(backend !== "" && { backend: backendOf(backend) }), ...(threads > 0 && { threads }) };
    const opened = await runsFor(who).open(specOf(spec_json), wish);
    return {
      run: opened.run,
      spec_json: JSON.stringify(opened.spec),
      spec_hash: opened.specHash,
      backend: opened.backend,
      exact: opened.exact,
      warnings: [...opened.warnings],
      frame: frameMessage(opened.frame),
    };
  },
  advance: async ({ run, steps, watched }: { run: string; steps: number; watched: string[] }, who: Principal) =>
    frameMessage(await runsFor(who).advance(run, steps, watchedOf(watched))),
  getFrame: async ({ run }: { run: string }, who: Principal) => frameMessage(await runsFor(who).frame(run)),
  async close({ run }: { run: string }, who: Principal) {
    await runsFor(who).close(run);
    return {};
  },
  async simulate(
    { spec_json, every, watched }: { spec_json: string; every: number; watched: string[] },
    { write, signal }: Writer<FrameMessage>,
    who: Principal,
  ) {
    const engine = runsFor(who);
    const { run, spec, frame: first } = await engine.open(specOf(spec_json));
    const cancel = () => void engine.cancel(run).catch(() => undefined);
    signal.addEventListener("abort", cancel, { once: true });
    try {
      let step = first.step;
      if (every > 0) await write(frameMessage(first));
      while (step < spec.steps && !signal.aborted) {
        const frame = await engine.advance(run, Math.min(every || spec.steps, spec.steps - step), watchedOf(watched));
        step = frame.step;
        await write(frameMessage(frame));
      }
    } finally {
      signal.removeEventListener("abort", cancel);
      await engine.close(run);
    }
  },
});

const watchedOf = (names: readonly string[]) => (names.length > 0 ? names : undefined);

function specOf(text: string): RunSpecInput {
  try {
    return JSON.parse(text) as RunSpecInput;
  } catch (error) {
    throw new WorkbenchError("spec/malformed", ["spec_json"], `this is no JSON: ${error instanceof Error ? error.message : String(error)}`);
  }
}

function backendOf(name: string) {
  const known = backends.find((each) => each === name);
  if (known) return known;
  throw new WorkbenchError("usage", ["backend"], `expected one of ${backends.join(", ")}, got "${name}"`);
}

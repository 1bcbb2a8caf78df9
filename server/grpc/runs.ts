import { z } from "zod";
import { WorkbenchError } from "../../src/core/errors";
import type { RunSpecInput } from "../../src/core/spec/run-spec";
import type { BackendWish } from "../../src/engine/protocol";
import type { Principal } from "../accounts/accounts";
import type { OwnedRuns } from "../owned-runs";
import { parseStrangersJson } from "../strangers-json";
import type { Writer } from "./calls";
import { checked } from "./checked";
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

/** The ranges that HTTP has too. What is left out comes as 0 or "". */
const run = z.string().max(100);
const watched = z
  .array(z.string())
  .max(64)
  .transform((names) => (names.length > 0 ? names : undefined));
const spec_json = z.string().max(4 * 1024 * 1024);
const messages = {
  open: z.object({ spec_json, backend: z.enum(["", "auto", "plain", "wasm", "webgpu"]), threads: z.int().max(1024) }),
  advance: z.object({ run, steps: z.int().max(1e9), watched }),
  reference: z.object({ run }),
  simulate: z.object({ spec_json, every: z.int(), watched }),
};

/** The service `Runs` on the engine that a caller may use. */
export const runCalls = (runsFor: (who: Principal) => OwnedRuns) => ({
  async open(message: object, who: Principal, gone: AbortSignal): Promise<OpenedRunMessage> {
    const { spec_json, backend, threads } = checked(messages.open, message);
    const wish: BackendWish = { ...(backend !== "" && { backend }), ...(threads > 0 && { threads }) };
    const engine = runsFor(who);
    const opened = await engine.open(specOf(spec_json), wish);
    // Nobody will ever know its name.
    if (gone.aborted) await engine.close(opened.run);
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
  /** Stops where nobody waits for the answer any more; the run stays, at the step it reached. */
  async advance(message: object, who: Principal, gone: AbortSignal): Promise<FrameMessage> {
    const { run, steps, watched } = checked(messages.advance, message);
    const engine = runsFor(who);
    // A run that ended in the meantime needs no stopping.
    const stop = () => void engine.pause(run).catch(() => undefined);
    gone.addEventListener("abort", stop, { once: true });
    try {
      return frameMessage(await engine.advance(run, steps, watched));
    } finally {
      gone.removeEventListener("abort", stop);
    }
  },
  getFrame: async (message: object, who: Principal) => frameMessage(await runsFor(who).frame(checked(messages.reference, message).run)),
  async close(message: object, who: Principal): Promise<object> {
    await runsFor(who).close(checked(messages.reference, message).run);
    return {};
  },
  async simulate(message: object, { write, signal }: Writer<FrameMessage>, who: Principal): Promise<void> {
    const { spec_json, every, watched } = checked(messages.simulate, message);
    const engine = runsFor(who);
    const { run, spec, frame: first } = await engine.open(specOf(spec_json));
    const cancel = () => void engine.cancel(run).catch(() => undefined);
    signal.addEventListener("abort", cancel, { once: true });
    try {
      let step = first.step;
      if (every > 0) await write(frameMessage(first));
      while (step < spec.steps && !signal.aborted) {
        const frame = await engine.advance(run, Math.min(every || spec.steps, spec.steps - step), watched);
        step = frame.step;
        await write(frameMessage(frame));
      }
    } finally {
      signal.removeEventListener("abort", cancel);
      await engine.close(run);
    }
  },
});

function specOf(text: string): RunSpecInput {
  try {
    return parseStrangersJson(text, ["spec_json"]) as RunSpecInput;
  } catch (error) {
    if (error instanceof WorkbenchError) throw error;
    throw new WorkbenchError("spec/malformed", ["spec_json"], `this is no JSON: ${error instanceof Error ? error.message : String(error)}`);
  }
}

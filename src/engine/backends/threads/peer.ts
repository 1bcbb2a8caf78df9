import { toRecord, type ErrorRecord } from "../../../core/errors";
import type { EquationModel } from "../../../core/define/model";
import type { RunSpec } from "../../../core/spec/run-spec";
import { spatialParameters } from "../../../core/spec/spatial-parameters";
import { planOf } from "../plan/lower";
import { mapMemory } from "../plan/memory-map";
import type { Clock, Stepper } from "../plan/stepper";
import { wasmStepper } from "../wasm/stepper";

/** What a thread needs to take part in a run. It makes the plan anew: the same spec gives the same plan. */
export interface PeerSetup {
  spec: RunSpec;
  model: EquationModel;
  /** Cells inside the mask; null without one. */
  inside: number | null;
  memory: WebAssembly.Memory;
  module: WebAssembly.Module;
  thread: number;
  threads: number;
}

export type ToPeer =
  | { kind: "open"; run: number; setup: PeerSetup }
  | { kind: "advance"; run: number; steps: number }
  | { kind: "parameters"; run: number; parameters: Readonly<Record<string, number>> }
  | { kind: "clock"; run: number; clock: Clock }
  | { kind: "close"; run: number };

/** `done` answers `open` and `advance`, in the order of the questions. */
export type FromPeer = { kind: "ready" } | { kind: "done"; error: ErrorRecord | null };

/** The other threads of a run, each in a worker of its own: carries out what the first thread says, in its order. */
export function servePeer(post: (message: FromPeer) => void, listen: (handler: (message: ToPeer) => void) => void): void {
  const steppers = new Map<number, Stepper>();
  const answer = (work: () => void) => {
    try {
      work();
      post({ kind: "done", error: null });
    } catch (error) {
      post({ kind: "done", error: toRecord(error) });
    }
  };
  listen((message) => {
    const stepper = steppers.get(message.run);
    switch (message.kind) {
      case "open":
        return answer(() => steppers.set(message.run, open(message.setup)));
      case "advance":
        return answer(() => stepper!.advance(message.steps));
      case "parameters":
        return stepper!.setParameters(message.parameters);
      case "clock":
        Object.assign(stepper!.clock, message.clock);
        return stepper!.evaluateAll();
      case "close":
        steppers.delete(message.run);
    }
  });
  post({ kind: "ready" });
}

function open({ spec, model, inside, memory, module, thread, threads }: PeerSetup): Stepper {
  const plan = planOf(model, spec, inside);
  const parameters = spatialParameters(model, spec).numbers;
  // Planes that vary in space alone are the first thread's to fill, and so are the arrays.
  return wasmStepper({ spec, plan, map: mapMemory(plan, threads), memory, module, parameters, arrays: {}, thread, threads });
}

import type { EngineApi, FieldFrame, RunId } from "../../src/engine/protocol";
import type { OwnedRuns } from "../owned-runs";
import { fieldFacts, type FieldFacts } from "./field-facts";
import type { FeatureParams } from "./messages";

type Simulated = Pick<FeatureParams, "seed" | "grid_size" | "alpha" | "spike_probability" | "turing_enabled">;

/** What a stream computes with. */
export type StreamEngine = OwnedRuns & Pick<EngineApi, "measure">;

/** One simulation of MFN v4.1 that goes on from step to step: the reference began anew for each update (F17). */
export class LiveRun {
  private constructor(
    private readonly engine: StreamEngine,
    private readonly run: RunId,
    readonly gridSize: number,
    private frame: FieldFrame,
  ) {}

  /** @throws WorkbenchError `server/refused` when the server has no room for another run. */
  static async open(engine: StreamEngine, { seed, grid_size: n, alpha, spike_probability, turing_enabled }: Simulated): Promise<LiveRun> {
    const { run, frame } = await engine.open({
      version: 1,
      model: "mfn-reference",
      parameters: { variant: "simulate", alpha, spike_probability, turing_enabled },
      grid: { shape: [n, n] },
      seed,
    });
    return new LiveRun(engine, run, n, frame);
  }

  get step(): number {
    return this.frame.step;
  }

  get growthEvents(): number {
    return this.frame.counters["growthEvents"] ?? 0;
  }

  async advance(steps: number): Promise<void> {
    this.frame = await this.engine.advance(this.run, steps, ["V"]);
  }

  facts(): FieldFacts {
    return fieldFacts(this.frame.fields["V"]!, this.gridSize);
  }

  /** Box-counting dimension of the cells above −60 mV; null where they have none, for example because there are none. */
  async dimension(): Promise<number | null> {
    const { features } = await this.engine.measure({
      stream: this.run,
      step: this.frame.step,
      shape: [this.gridSize, this.gridSize],
      values: this.frame.fields["V"]!,
      millivoltsPerUnit: 1000,
      periodic: true,
      spacing: [1, 1],
    });
    return features.D_box.value;
  }

  /** The potential in mV, row by row, to a nanovolt. */
  rows(): number[][] {
    const n = this.gridSize;
    const volts = this.frame.fields["V"]!;
    return Array.from({ length: n }, (_, y) => Array.from(volts.subarray(y * n, (y + 1) * n), (v) => Math.round(v * 1e9) / 1e6));
  }

  close(): Promise<void> {
    return this.engine.close(this.run);
  }
}

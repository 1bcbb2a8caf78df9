import { runsOf } from "../owned-runs";
import type { LimitedEngine } from "../run-limits";
import { LiveSource, type Clock } from "./live-source";
import type { FeatureParams, SimulationParams } from "./messages";
import type { StreamEngine } from "./live-run";
import { featureProducer, simulationProducer } from "./producers";

/** Milliseconds for which a stream waits for its listener to come back. */
const waitsMs = 60_000;

/**
 * The streams of a server. Feature streams of equal parameters are one simulation, heard by all; a simulation to be followed from its first
 * step belongs to whoever asked for it, under the id that they gave it.
 */
export class LiveSources {
  private readonly sources = new Map<string, Promise<LiveSource>>();

  constructor(
    private readonly engine: LimitedEngine,
    private readonly clock: Clock,
  ) {}

  /** Runs of nobody who signs in, so that no caller steps what others listen to. @param share as for `runsOf`. */
  private engineFor(share: string | null): StreamEngine {
    const { engine } = this;
    return { ...runsOf("streams", engine, share), measure: (request) => engine.measure(request) };
  }

  features({ backpressure: _, resume_after: __, features: ___, ...params }: FeatureParams): Promise<LiveSource> {
    const whole: FeatureParams = { ...params, backpressure: "drop_oldest" };
    return this.source(`features ${JSON.stringify(params)}`, async () => {
      return new LiveSource(await featureProducer(this.engineFor(null), whole), params.update_interval_ms, this.clock);
    });
  }

  simulation(owner: string, id: string, params: SimulationParams): Promise<LiveSource> {
    const { backpressure: _, resume_after: resumeAfter, ...rest } = params;
    const key = `simulation ${JSON.stringify([owner, id, rest])}`;
    const open = async () => new LiveSource(await simulationProducer(this.engineFor(owner), params), 0, this.clock);
    return resumeAfter === undefined ? this.anew(key, open) : this.source(key, open);
  }

  /** Closes what nobody came back to. */
  async closeDeserted(): Promise<void> {
    for (const [key, opening] of [...this.sources]) {
      const source = await opening.catch(() => null);
      if (source === null || (source.deserted !== null && this.clock.now() - source.deserted >= waitsMs)) await this.drop(key, opening);
    }
  }

  async closeAll(): Promise<void> {
    await Promise.all([...this.sources].map(([key, opening]) => this.drop(key, opening)));
  }

  private async anew(key: string, open: () => Promise<LiveSource>): Promise<LiveSource> {
    const before = this.sources.get(key);
    if (before) await this.drop(key, before);
    return this.source(key, open);
  }

  private async source(key: string, open: () => Promise<LiveSource>): Promise<LiveSource> {
    const known = this.sources.get(key);
    const source = await (known ?? this.open(key, open));
    // What failed for one is not to fail for everybody after.
    if (source.spent && known) {
      await this.drop(key, known);
      return this.source(key, open);
    }
    // Not closed as deserted between here and the first who listens.
    source.awaitListeners();
    return source;
  }

  private open(key: string, open: () => Promise<LiveSource>): Promise<LiveSource> {
    const opening = open();
    this.sources.set(key, opening);
    // What could not be opened is not kept: the next who asks tries again.
    opening.catch(() => this.forget(key, opening));
    return opening;
  }

  /** Another may have taken its place. */
  private forget(key: string, opening: Promise<LiveSource>): void {
    if (this.sources.get(key) === opening) this.sources.delete(key);
  }

  private async drop(key: string, opening: Promise<LiveSource>): Promise<void> {
    this.forget(key, opening);
    await (await opening.catch(() => null))?.close();
  }
}

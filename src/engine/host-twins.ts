import { followTwin, type LyapunovProgress } from "../core/analysis/lyapunov-exponent";
import type { LyapunovResult } from "../core/analysis/lyapunov-growth";
import { WorkbenchError } from "../core/errors";
import { complete } from "../core/spec/complete";
import type { RunSpec, RunSpecInput } from "../core/spec/run-spec";
import type { GivenArrays } from "../core/spec/files";
import type { Backends } from "./backends/index";
import { nextTask } from "./host-task";
import type { RunId, TwinProgress, TwinRequest } from "./protocol";

/** Twins are followed for about this long before the host answers. */
const sliceMs = 120;

interface Twins {
  following: AsyncGenerator<LyapunovProgress, LyapunovResult, boolean | undefined>;
  reached: TwinProgress;
  /** The call in progress; the next one waits for it. */
  busy: Promise<unknown>;
}

/** Twin runs that are being followed: the part of a host that measures Lyapunov exponents. */
export class HostTwins {
  private readonly twins = new Map<RunId, Twins>();
  private opened = 0;

  constructor(
    private readonly backends: Backends,
    private readonly arraysOf: (spec: RunSpec) => Promise<GivenArrays | undefined>,
  ) {}

  has(id: RunId): boolean {
    return this.twins.has(id);
  }

  async open(document: RunSpecInput, { start, ...options }: TwinRequest): Promise<RunId> {
    const completed = complete(document);
    const { spec } = completed;
    const arrays = await this.arraysOf(spec);
    const { steps, transient = 0 } = options;
    const following = followTwin(completed, this.backends.exact(spec), { ...options, ...(start && { start }), ...(arrays && { arrays }) });
    const id = `twins-${++this.opened}`;
    this.twins.set(id, { following, reached: { done: 0, of: transient + steps, exponent: null, result: null }, busy: Promise.resolve() });
    return id;
  }

  async advance(id: RunId, stop: boolean): Promise<TwinProgress> {
    const twins = this.twins.get(id);
    if (!twins) throw new WorkbenchError("run/unknown", [], `there are no twins "${id}" here; they were closed. Open them again`);
    const answer = twins.busy.then(() => follow(twins, stop));
    // Twins that broke have nothing more to say.
    answer.catch(() => this.twins.delete(id));
    twins.busy = answer.catch(() => undefined);
    return answer;
  }

  async close(id: RunId): Promise<void> {
    const twins = this.twins.get(id);
    this.twins.delete(id);
    await twins?.busy;
    if (twins && twins.reached.result === null) await twins.following.return({ value: null, reason: "closed" });
  }
}

async function follow(twins: Twins, stop: boolean): Promise<TwinProgress> {
  const until = performance.now() + sliceMs;
  while (twins.reached.result === null) {
    const next = await twins.following.next(stop);
    twins.reached = next.done ? { ...twins.reached, result: next.value } : { ...next.value, result: null };
    if (performance.now() >= until && !stop) break;
  }
  // Whoever waits for a message, such as one to stop, comes to it between two calls.
  await nextTask();
  return twins.reached;
}

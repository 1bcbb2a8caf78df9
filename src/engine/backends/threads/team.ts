import { WorkbenchError } from "../../../core/errors";
import type { Clock } from "../plan/stepper";
import type { FromPeer, PeerSetup, ToPeer } from "./peer";

/** A thread that runs `servePeer`, however it was started. */
export interface Thread {
  post(message: ToPeer): void;
  onMessage(handler: (message: FromPeer) => void): void;
  onFailure(handler: (why: string) => void): void;
}

interface Member {
  thread: Thread;
  waiting: { resolve(): void; reject(error: WorkbenchError): void }[];
}

/**
 * Threads beside the first, started once and used by every run of this process: run after run, as the first thread, which
 * alone speaks to them, takes part in one run at a time.
 */
export class Team {
  private readonly members: Member[] = [];
  private runs = 0;
  private readonly startThread: () => Thread;

  constructor(startThread: () => Thread) {
    this.startThread = startThread;
  }

  /** Opens a run on `threads − 1` members; resolves when they stand at its beginning. */
  async open(setup: Omit<PeerSetup, "thread">): Promise<TeamRun> {
    await this.grow(setup.threads - 1);
    const members = this.members.slice(0, setup.threads - 1);
    const run = ++this.runs;
    await Promise.all(members.map((member, i) => ask(member, { kind: "open", run, setup: { ...setup, thread: i + 1 } })));
    const tell = (message: ToPeer) => members.forEach(({ thread }) => thread.post(message));
    return {
      advance: (steps) => ({ done: Promise.all(members.map((member) => ask(member, { kind: "advance", run, steps }))).then(() => undefined) }),
      setParameters: (parameters) => tell({ kind: "parameters", run, parameters }),
      setClock: (clock) => tell({ kind: "clock", run, clock }),
      close: () => tell({ kind: "close", run }),
    };
  }

  private async grow(count: number): Promise<void> {
    const missing = Array.from({ length: Math.max(0, count - this.members.length) }, () => this.startThread());
    const ready = missing.map((thread) => {
      const member: Member = { thread, waiting: [] };
      this.members.push(member);
      const started = new Promise<void>((resolve, reject) => member.waiting.push({ resolve, reject }));
      thread.onMessage((message) => {
        const { resolve, reject } = member.waiting.shift()!;
        if (message.kind === "done" && message.error) reject(WorkbenchError.fromJSON(message.error));
        else resolve();
      });
      thread.onFailure((why) => {
        const error = new WorkbenchError("internal", [], `a thread of the kernel stopped: ${why}`);
        for (const { reject } of member.waiting.splice(0)) reject(error);
      });
      return started;
    });
    await Promise.all(ready);
  }
}

/** One run on a team, as the first thread sees it. */
export interface TeamRun {
  advance(steps: number): { done: Promise<void> };
  setParameters(parameters: Readonly<Record<string, number>>): void;
  setClock(clock: Clock): void;
  close(): void;
}

function ask({ thread, waiting }: Member, message: ToPeer): Promise<void> {
  return new Promise((resolve, reject) => {
    waiting.push({ resolve, reject });
    thread.post(message);
  });
}

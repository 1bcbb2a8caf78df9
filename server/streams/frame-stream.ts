import { z } from "zod";
import { WorkbenchError } from "../../src/core/errors";
import { encodePacket } from "../../src/engine/frame-codec";
import type { EngineApi, RunId } from "../../src/engine/protocol";

/** What the watcher of a run may say, as JSON text. */
export const frameRequest = z.discriminatedUnion("type", [
  z.strictObject({
    type: z.literal("pull"),
    frames: z.int().min(1).max(64).default(1).describe("Frames the watcher has room for, beside those it asked for before."),
    steps: z.int().min(0).max(1_000_000).describe("Steps from frame to frame."),
    watched: z.array(z.string().max(200)).max(64).optional().describe("The fields to send; all when left out."),
  }),
  z.strictObject({ type: z.literal("stop") }),
]);

/**
 * Frames of one run as binary packets, each after it has been asked for: a slow watcher slows the asking, and nothing piles up. The run stays
 * where it is when the connection breaks; whoever connects again goes on from there.
 */
export class FrameStream {
  private room = 0;
  private steps = 0;
  private watched: readonly string[] | undefined;
  private running = false;
  private ended = false;

  constructor(
    private readonly engine: Pick<EngineApi, "advance">,
    private readonly run: RunId,
    private readonly send: (packet: Uint8Array) => Promise<void>,
    private readonly fail: (error: unknown) => void,
  ) {}

  receive(text: string): void {
    let given: unknown;
    try {
      given = JSON.parse(text);
    } catch {
      given = null;
    }
    const parsed = frameRequest.safeParse(given);
    if (!parsed.success) {
      const { path, message } = parsed.error.issues[0]!;
      return this.fail(new WorkbenchError("usage", path as (string | number)[], `this message cannot be used: ${message}`));
    }
    if (parsed.data.type === "stop") {
      this.room = 0;
      return;
    }
    const { frames, steps, watched } = parsed.data;
    this.room = Math.min(64, this.room + frames);
    this.steps = steps;
    this.watched = watched;
    void this.pump();
  }

  end(): void {
    this.ended = true;
    this.room = 0;
  }

  private async pump(): Promise<void> {
    if (this.running) return;
    this.running = true;
    try {
      while (this.room > 0 && !this.ended) {
        this.room--;
        const frame = await this.engine.advance(this.run, this.steps, this.watched);
        if (!this.ended) await this.send(encodePacket(frame));
      }
    } catch (error) {
      if (!this.ended) this.fail(error);
    } finally {
      this.running = false;
    }
  }
}

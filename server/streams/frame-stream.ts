import { z } from "zod";
import { WorkbenchError } from "../../src/core/errors";
import { encodePacket } from "../../src/engine/frame-codec";
import type { EngineApi, RunId } from "../../src/engine/protocol";
import { parseStrangersJson } from "../strangers-json";

/** What the watcher of a run may say, as JSON text. */
export const frameRequest = z.discriminatedUnion("type", [
  z.strictObject({ type: z.literal("auth"), api_key: z.string().max(200).describe("For browsers, which cannot send it in a header.") }),
  z.strictObject({
    type: z.literal("pull"),
    frames: z.int().min(1).max(64).default(1).describe("Frames the watcher has room for."),
    steps: z.int().min(0).max(1_000_000_000).describe("Steps to each of them."),
    watched: z.array(z.string().max(200)).max(64).optional().describe("The fields to send; all when left out."),
  }),
  z.strictObject({ type: z.literal("stop") }),
]);
export type FrameRequest = z.output<typeof frameRequest>;

/** @throws WorkbenchError `usage` for what is no request. */
export function readFrameRequest(text: string): FrameRequest {
  let given: unknown = null;
  try {
    given = parseStrangersJson(text, []);
  } catch {
    // Told below, with every other message that will not do.
  }
  const parsed = frameRequest.safeParse(given);
  if (parsed.success) return parsed.data;
  const { path, message } = parsed.error.issues[0]!;
  throw new WorkbenchError("usage", path as (string | number)[], `this message cannot be used: ${message}`);
}

/** Frames that may be asked for and not sent yet. */
const mostAsked = 64;

/**
 * Frames of one run, each after it has been asked for and in the order of asking: a slow watcher slows the asking, and nothing piles up. The run
 * stays where it is when the connection breaks; whoever connects again goes on from there.
 */
export class FrameStream {
  private asked: { steps: number; watched: readonly string[] | undefined }[] = [];
  private running = false;
  private ended = false;

  /**
   * @param send a frame as a packet; resolves when the network has taken it.
   * @param fail tells, in the place of a frame, why it did not come.
   */
  constructor(
    private readonly engine: Pick<EngineApi, "advance" | "pause">,
    private readonly run: RunId,
    private readonly send: (packet: Uint8Array) => Promise<void>,
    private readonly fail: (error: unknown) => void,
  ) {}

  pull({ frames, steps, watched }: Extract<FrameRequest, { type: "pull" }>): void {
    if (this.asked.length + frames > mostAsked)
      return this.fail(new WorkbenchError("server/refused", ["frames"], `at most ${mostAsked} frames may be asked for before they come`));
    for (let i = 0; i < frames; i++) this.asked.push({ steps, watched });
    void this.pump();
  }

  /** Takes back what was asked for, and ends the steps under way. */
  stop(): void {
    this.asked = [];
    // A run that was closed in the meantime needs no pause.
    if (this.running) this.engine.pause(this.run).catch(() => undefined);
  }

  end(): void {
    this.ended = true;
    this.stop();
  }

  private async pump(): Promise<void> {
    if (this.running) return;
    this.running = true;
    for (let next = this.asked.shift(); next && !this.ended; next = this.asked.shift()) {
      try {
        const frame = await this.engine.advance(this.run, next.steps, next.watched);
        if (!this.ended) await this.send(encodePacket(frame));
      } catch (error) {
        if (!this.ended) this.fail(error);
      }
    }
    this.running = false;
  }
}

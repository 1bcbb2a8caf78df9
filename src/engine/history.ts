import type { Snapshot } from "../core/simulation";
import { decodePacket, encodePacket } from "./frame-codec";

/** Where states go that memory has no room for. */
export interface Spill {
  /** Bytes it may hold. */
  budget: number;
  /** Rejects when there is no room. */
  write(key: string, bytes: Uint8Array): Promise<void>;
  read(key: string): Promise<Uint8Array>;
  remove(key: string): Promise<void>;
}

/** A state of a run that is kept. */
export interface Kept {
  step: number;
  time: number;
  /** How many of the run's interventions it has behind it. */
  applied: number;
  snapshot: Snapshot;
}

interface Entry extends Omit<Kept, "snapshot"> {
  bytes: number;
  /** Null once it is on the disk. */
  snapshot: Snapshot | null;
  key: string;
}

/** More are of no use: a scrubber has fewer pixels. */
const mostKept = 600;

/**
 * States of one run, by step, within a budget of bytes. Where there are too many, the one whose neighbours are nearest to each other goes, so
 * that what stays is spread evenly over all steps; the first and the last always stay. What leaves memory goes to the disk while that has room.
 */
export class History {
  private entries: Entry[] = [];
  private counter = 0;
  private spill: Spill | null = null;
  private trouble: string | null = null;

  constructor(
    /** Begins the names of its states on the disk. */
    private readonly name: string,
    readonly budget: number,
    /** Looks for a place on the disk, when memory is full for the first time. */
    private readonly findSpill: () => Promise<Spill | null>,
    private readonly withoutSpill: string,
  ) {}

  /** Bytes in memory. */
  get bytes(): number {
    return this.entries.reduce((sum, { snapshot, bytes }) => sum + (snapshot ? bytes : 0), 0);
  }

  /** Bytes on the disk. */
  get spilled(): number {
    return this.entries.reduce((sum, { snapshot, bytes }) => sum + (snapshot ? 0 : bytes), 0);
  }

  /** Why states go to no disk; null where they do, or would. */
  get withoutDisk(): string | null {
    return this.trouble;
  }

  get steps(): { step: number; time: number }[] {
    return this.entries.map(({ step, time }) => ({ step, time })).filter(({ step }, i, all) => step !== all[i - 1]?.step);
  }

  /** The first state, from which everything can be computed. Forgets all others. */
  async begin(first: Kept): Promise<void> {
    await this.dropWhere(() => true);
    await this.keep(first);
  }

  /** Whether the state of a step would stay for some time: it is far enough from the one kept before it for so long a run. */
  wants(step: number): boolean {
    const before = this.entries.findLast((one) => one.step <= step);
    if (!before) return true;
    const room = this.trouble === null ? mostKept : Math.min(mostKept, Math.max(2, Math.floor(this.budget / before.bytes)));
    return step - before.step >= Math.max(1, Math.max(step, this.entries.at(-1)!.step) / room);
  }

  async keep({ step, time, applied, snapshot }: Kept): Promise<void> {
    const at = this.entries.findIndex((entry) => entry.step > step || (entry.step === step && entry.applied >= applied));
    const next = at < 0 ? undefined : this.entries[at];
    if (next?.step === step && next.applied === applied) return;
    const entry: Entry = { step, time, applied, snapshot, bytes: bytesOf(snapshot), key: `${this.name}-${++this.counter}` };
    this.entries.splice(at < 0 ? this.entries.length : at, 0, entry);
    await this.fit();
  }

  /** The last state kept at or before a step. One that the disk has lost is forgotten. */
  async before(step: number): Promise<Kept> {
    for (;;) {
      const entry = this.entries.findLast((one) => one.step <= step)!;
      const snapshot = entry.snapshot ?? (await this.readBack(entry));
      if (snapshot) return { step: entry.step, time: entry.time, applied: entry.applied, snapshot };
      await this.dropWhere((one) => one === entry);
    }
  }

  /** Forgets the states after a step, and those that have more interventions behind them. */
  dropAfter(step: number, applied: number): Promise<void> {
    return this.dropWhere((one) => one.step > step || one.applied > applied);
  }

  clear(): Promise<void> {
    return this.dropWhere(() => true);
  }

  private async dropWhere(isGone: (entry: Entry) => boolean): Promise<void> {
    const gone = this.entries.filter(isGone);
    this.entries = this.entries.filter((entry) => !gone.includes(entry));
    await Promise.all(gone.map((entry) => this.forget(entry)));
  }

  private async forget({ snapshot, key }: Entry): Promise<void> {
    // What cannot be removed is swept away with the whole place.
    if (snapshot === null) await this.spill?.remove(key).catch(() => undefined);
  }

  private async fit(): Promise<void> {
    while (this.entries.length > mostKept && (await this.thin(() => true)));
    while (this.bytes > this.budget && ((await this.moveOut()) || (await this.thin(({ snapshot }) => snapshot !== null))));
    while (this.spill && this.spilled > this.spill.budget && (await this.thin(({ snapshot }) => snapshot === null)));
  }

  /** Removes the one that is missed least. False when only the first and the last are left to remove. */
  private async thin(isMeant: (entry: Entry) => boolean): Promise<boolean> {
    let least: Entry | null = null;
    let leastGap = Infinity;
    for (let i = 1; i < this.entries.length - 1; i++) {
      const gap = this.entries[i + 1]!.step - this.entries[i - 1]!.step;
      if (gap < leastGap && isMeant(this.entries[i]!)) [least, leastGap] = [this.entries[i]!, gap];
    }
    if (least) await this.dropWhere((entry) => entry === least);
    return least !== null;
  }

  /** Moves the oldest state but the first from memory to the disk. False when that cannot be. */
  private async moveOut(): Promise<boolean> {
    const oldest = this.entries.slice(1, -1).find(({ snapshot }) => snapshot !== null);
    if (!oldest || this.trouble !== null) return false;
    this.spill ??= await this.findSpill();
    if (!this.spill || oldest.bytes > this.spill.budget / 4) {
      this.trouble = this.spill ? "there is too little room on the disk for states of this size" : this.withoutSpill;
      return false;
    }
    try {
      await this.spill.write(oldest.key, encodePacket(oldest.snapshot));
      oldest.snapshot = null;
      return true;
    } catch (error) {
      this.trouble = `the disk took no more: ${error instanceof Error ? error.message : String(error)}`;
      return false;
    }
  }

  private async readBack({ key }: Entry): Promise<Snapshot | null> {
    try {
      return decodePacket(await this.spill!.read(key)) as Snapshot;
    } catch {
      return null;
    }
  }
}

/** Bytes of the typed arrays in a value. */
function bytesOf(value: unknown): number {
  if (ArrayBuffer.isView(value)) return value.byteLength;
  if (typeof value !== "object" || value === null) return 0;
  return Object.values(value).reduce((sum: number, item) => sum + bytesOf(item), 0);
}

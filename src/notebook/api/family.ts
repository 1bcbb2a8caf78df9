import type { PointRequest, PointResult } from "../../core/sweep/point";
import type { EngineApi } from "../../engine/protocol";
import type { ControlValue } from "../cell-options";
import type { CellOutput } from "../cell-output";

/** What cells need of an engine: it may be in this thread, or behind a message port. */
export type CellEngine = Pick<EngineApi, "open" | "advance" | "close" | "analyse">;

/** A file as it was loaded. */
export interface LoadedBytes {
  /** The last part of its address. */
  name: string;
  bytes: Uint8Array;
}

/** What the place in which a notebook is open does for its cells. */
export interface CellServices extends CellEngine {
  /** Carries out one run of a sweep, on one of several threads. */
  samplePoint(request: PointRequest): Promise<PointResult>;
  /** Ends the runs of sweeps that are in progress or wait for their turn; those who asked for them hear `run/cancelled`. */
  endPoints(): Promise<void>;
  /** Reads `samples/…` of the app, or an address of a host that the reader allows. */
  load(address: string): Promise<LoadedBytes>;
}

/** What the functions of the cell API know of the cell that calls them. */
export interface CellContext {
  services: CellServices;
  /** Shows something; the function it returns puts something newer in its place. */
  put(output: CellOutput | null): (newer: CellOutput) => void;
  /** Tells how far the cell has come, from 0 to 1. */
  progress(share: number): void;
  /** Present values of the cell's controls, by name. */
  controls: Readonly<Record<string, ControlValue>>;
  /** The name of the variable for which a control is made, once; null where there is none. */
  takeName(): string | null;
}

/** Functions of one kind, by the names under which cells know them; `…-types.ts` beside it tells the editor the same. */
export type Family<Api extends object> = (context: CellContext) => Api;

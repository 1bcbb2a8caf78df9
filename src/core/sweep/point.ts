import type { Fingerprint } from "../search/fingerprint";
import type { FieldValues, Snapshot } from "../simulation";
import type { GivenArrays } from "../spec/files";
import type { RunSpecInput } from "../spec/run-spec";
import type { RegimeName } from "./regime";

/** One run to be carried out and measured at its end. */
export interface PointRequest {
  spec: RunSpecInput;
  /** Names of `measures`. */
  measure: readonly string[];
  /** The state to begin from in place of the spec's own start; its clock begins anew. */
  from?: Snapshot["fields"];
  /** Adds what is asked for to the answer: the fields of the last state, a small picture of the measured one, what that looks like. */
  keep?: { state?: boolean; thumbnail?: number; fingerprint?: boolean };
  /** What files that the spec names hold. */
  arrays?: GivenArrays;
}

/** A small picture of a field without colours: 0 … 254 from the lowest value to the highest, 255 where nothing is. */
export interface Tile {
  width: number;
  height: number;
  cells: Uint8Array<ArrayBuffer>;
  low: number;
  high: number;
}

/** What one run came to. */
export interface PointResult {
  /** Of the completed spec; null where it is refused. */
  specHash: string | null;
  /** By measure; null where one is not defined, with the reason beside it. `regime` is not among them. */
  numbers: Record<string, number | null>;
  reasons: Record<string, string>;
  regime: RegimeName | null;
  /** Why the run has no result: it left the finite range, or its spec is refused. */
  failure: string | null;
  /** Steps done. */
  steps: number;
  /** Seconds that it took: of no concern to the result. */
  seconds: number;
  tile: Tile | null;
  state?: Record<string, FieldValues>;
  /** Null for a uniform field. */
  fingerprint?: Fingerprint | null;
}

/** Whoever carries out single runs: a thread of the page or of Node. */
export interface PointsApi {
  /** Never rejects for what is the run's own fault. */
  samplePoint(request: PointRequest): Promise<PointResult>;
  /** What a picture looks like, with a small copy of it. */
  describePicture(picture: { shape: readonly number[]; values: FieldValues }): Promise<{ fingerprint: Fingerprint | null; tile: Tile }>;
}

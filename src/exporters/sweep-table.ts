import { version } from "../../package.json";
import { hashSpec } from "../core/spec/hash";
import { sweepColumns, type SweepColumn, type SweepRow } from "../core/sweep/rows";
import { hashSweep, type SweepSpec } from "../core/sweep/sweep-spec";
import type { Provenance } from "./exporter";

/** The rows of a sweep as a table to be written, with the sweep that brings them back. */
export function sweepTable(sweep: SweepSpec, rows: readonly SweepRow[]): { table: { columns: SweepColumn[] }; provenance: Provenance } {
  const facts = { sweep: JSON.stringify(sweep).replace(/[^\x20-\x7e]/g, escaped), "sweep-hash": hashSweep(sweep) };
  return {
    table: { columns: sweepColumns(sweep, rows) },
    provenance: { spec: null, specHash: hashSpec(sweep.base), software: `MFN Workbench ${version}`, facts },
  };
}

const escaped = (char: string): string => `\\u${char.charCodeAt(0).toString(16).padStart(4, "0")}`;

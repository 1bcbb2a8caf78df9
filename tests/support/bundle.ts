import { bundle, type BundleInput } from "../../src/exporters/bundle";
import type { GridState } from "../../src/exporters/grid-state";
import { exportedPlace, exportedProvenance, exportedState } from "./exported";

/** A bundle of the small run. */
export async function bundleOf(change: Partial<BundleInput> = {}): Promise<{ bytes: Uint8Array<ArrayBuffer>; state: GridState; input: BundleInput }> {
  const state = await exportedState();
  const input: BundleInput = {
    ...exportedPlace,
    title: "Spots of Gray and Scott",
    description: "A run of 30 steps, made for a test.",
    author: "Олена Приклад",
    date: "2026-11-28",
    licence: "CC-BY-4.0",
    state,
    exact: true,
    backend: "plain",
    files: [{ name: "figure.svg", type: "image/svg+xml", about: "The state as a figure", bytes: new TextEncoder().encode("<svg/>") }],
    ...change,
  };
  return { bytes: bundle.encode(input, exportedProvenance), state, input };
}

import type { ControlValue } from "../notebook/cell-options";
import type { CellOutput, ControlOutput } from "../notebook/cell-output";
import { readFileAddress } from "../notebook/file-address";

/** What a cell shows, its control already at its new place, so that it does not jump back while the cell runs. A value of another type is left out. */
export const showControl = (outputs: readonly CellOutput[], name: string, value: ControlValue): CellOutput[] =>
  outputs.map((output) => (output.kind === "control" && output.name === name ? moved(output, value) : output));

function moved(output: ControlOutput, value: ControlValue): ControlOutput {
  if (output.control === "file") {
    const file = typeof value === "string" ? readFileAddress(value) : null;
    return { ...output, value: file ? (value as string) : null, fileName: file?.name ?? null, bytes: file?.bytes.length ?? 0 };
  }
  return typeof value === typeof output.value ? ({ ...output, value } as ControlOutput) : output;
}

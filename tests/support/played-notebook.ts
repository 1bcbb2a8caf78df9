import { readFileSync } from "node:fs";
import { join } from "node:path";
import { createEngineHost } from "../../src/engine/host";
import type { CellOutput, ControlOutput } from "../../src/notebook/cell-output";
import type { ControlValue } from "../../src/notebook/cell-options";
import { parseNotebook } from "../../src/notebook/parse";
import { runHeadless, shownControls, withControlValues, type RanCell } from "../../src/notebook/run-headless";
import { cellHostHere, servicesOf } from "./cell-host";

/** Runs a notebook in this thread, with the samples of the app. */
export function playNotebook(text: string, controls: Readonly<Record<string, ControlValue>> = {}): Promise<RanCell[]> {
  const load = async (address: string) => ({ name: address.split("/").at(-1)!, bytes: new Uint8Array(readFileSync(join("public", address))) });
  const services = { ...servicesOf(createEngineHost()), load };
  return runHeadless(withControlValues(parseNotebook(text).cells, controls), (tell) => cellHostHere(services, tell));
}

/** Another value of the first control of a notebook; null where it has none that can be moved. */
export function movedFirst(cells: readonly RanCell[]): { name: string; value: ControlValue } | null {
  const first = shownControls(cells).find(({ control }) => control !== "file");
  return first ? { name: first.name, value: moved(first) } : null;
}

function moved(control: ControlOutput): ControlValue {
  switch (control.control) {
    case "slider":
      return control.value - control.min > control.max - control.value ? control.min : control.max;
    case "choice":
      return control.options.find((option) => option !== control.value) ?? control.value;
    case "checkbox":
      return !control.value;
    case "text":
      return `${control.value}!`;
    case "file":
      return null;
  }
}

/** What cells show, controls aside. */
export const shownBy = (cells: readonly RanCell[]): CellOutput[] => cells.flatMap(({ outputs }) => outputs.filter(({ kind }) => kind !== "control"));

/** What failed, by the code that did. */
export const failuresOf = (cells: readonly RanCell[]): { source: string; errors: CellOutput[] }[] =>
  cells
    .filter(({ kind, status }) => kind === "code" && status !== "done")
    .map(({ source, outputs }) => ({ source, errors: outputs.filter(({ kind }) => kind === "error") }));

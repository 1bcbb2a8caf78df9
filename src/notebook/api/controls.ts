import type { ControlOutput } from "../cell-output";
import type { ControlValue } from "../cell-options";
import { readFileAddress } from "../file-address";
import { chosenFile, type ChosenFile } from "./chosen-file";
import type { CellContext, Family } from "./family";

export interface ControlsApi {
  slider(label: string, options: { min: number; max: number; step?: number; value?: number; unit?: string; help?: string }): number;
  choice<T extends string>(label: string, options: readonly T[], settings?: { value?: T; help?: string }): T;
  checkbox(label: string, settings?: { value?: boolean; help?: string }): boolean;
  textInput(label: string, settings?: { value?: string; placeholder?: string; help?: string }): string;
  fileInput(label: string, settings?: { accept?: string; help?: string }): ChosenFile | null;
}

/** Controls are code: each gives its present value, which is kept in the cell's options under the name of its variable. */
export const controlsFamily: Family<ControlsApi> = (context) => ({
  slider(label, { min, max, step = stepFor(min, max), value = min, unit = "", help = "" }) {
    if (!(min < max)) throw new RangeError(`slider "${label}": min must lie below max, got ${min} and ${max}`);
    const at = (wanted: number) => Math.min(max, Math.max(min, wanted));
    return control(context, label, (kept) => {
      const now = at(typeof kept === "number" ? kept : value);
      return { value: now, output: { control: "slider", value: now, min, max, step, unit, help } };
    });
  },
  choice<T extends string>(label: string, options: readonly T[], { value = options[0], help = "" }: { value?: T | undefined; help?: string } = {}) {
    if (value === undefined) throw new RangeError(`choice "${label}": there is nothing to choose from`);
    return control(context, label, (kept) => {
      const now = options.find((option) => option === kept) ?? value;
      return { value: now, output: { control: "choice", value: now, options: [...options], help } };
    });
  },
  checkbox: (label, { value = false, help = "" } = {}) =>
    control(context, label, (kept) => {
      const now = typeof kept === "boolean" ? kept : value;
      return { value: now, output: { control: "checkbox", value: now, help } };
    }),
  textInput: (label, { value = "", placeholder = "", help = "" } = {}) =>
    control(context, label, (kept) => {
      const now = typeof kept === "string" ? kept : value;
      return { value: now, output: { control: "text", value: now, placeholder, help } };
    }),
  fileInput: (label, { accept = "", help = "" } = {}) =>
    control(context, label, (kept) => {
      const file = typeof kept === "string" ? readFileAddress(kept) : null;
      const chosen = file && chosenFile(file.name, file.bytes);
      const address = file ? (kept as string) : null;
      return {
        value: chosen,
        output: { control: "file", value: address, accept, fileName: file?.name ?? null, bytes: file?.bytes.length ?? 0, help },
      };
    }),
});

type OutputOf<Kind extends ControlOutput> = Kind extends ControlOutput ? Omit<Kind, "kind" | "name" | "label"> : never;

function control<T>(
  { controls, put, takeName }: CellContext,
  label: string,
  read: (kept: ControlValue | undefined) => { value: T; output: OutputOf<ControlOutput> },
): T {
  const name = takeName() ?? label;
  const { value, output } = read(Object.hasOwn(controls, name) ? controls[name] : undefined);
  put({ kind: "control", name, label, ...output } as ControlOutput);
  return value;
}

/** A hundredth of the range, rounded to a power of ten. */
const stepFor = (min: number, max: number): number => 10 ** Math.floor(Math.log10((max - min) / 50));

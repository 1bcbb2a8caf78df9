import type { Model } from "../define/model";
import { WorkbenchError } from "../errors";
import { models } from "../models/index";
import { customModel, declaring, type Declaration } from "./custom-model";
import type { RunSpecInput } from "./run-spec";

/** The model a spec names, or the one it declares itself. */
export function modelOf(input: Declaration & Pick<RunSpecInput, "model">): Model {
  if (input.model === "custom") return customModel(input);
  for (const key of declaring) {
    if (input[key] !== undefined)
      throw new WorkbenchError("spec/unsupported", [key], `only "model": "custom" declares its own ${key}; "${input.model}" has them already`);
  }
  return models.get(input.model);
}

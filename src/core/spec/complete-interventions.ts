import type { Model } from "../define/model";
import { completeValues, type ParamValue } from "../define/params";
import { WorkbenchError, type ErrorPath } from "../errors";
import { checkMark } from "./check-mark";
import { movedBy } from "./interventions";
import type { Mark } from "./mark";
import { completeParameters } from "./parameters";
import type { GridSpec, Intervention, RunSpecInput } from "./run-spec";

/** More than an afternoon of painting; beyond, a spec is no longer something to send around. */
const most = { interventions: 10_000, points: 500_000, stampBytes: 16 * 2 ** 20 };

type Given = NonNullable<RunSpecInput["interventions"]>;

/**
 * Checks what was done to a run in flight, and leaves it in its canonical form.
 * @param parameters those of the start.
 * @throws WorkbenchError `spec/malformed` for steps out of order, an intervention that does nothing, an unknown field or too much of it;
 *   `parameter/…` for a value that no parameter may have; `spec/unsupported` for a mark that is not of this grid.
 */
export function completeInterventions(
  model: Model,
  given: Given,
  { parameters, grid }: { parameters: Record<string, ParamValue>; grid: GridSpec },
  warn: (message: string) => void,
): Intervention[] {
  refuseTooMany(given);
  let now = parameters;
  return given.map((one, i): Intervention => {
    const path = ["interventions", i];
    refuseFall(given, i);
    const moved = one.parameters ?? {};
    if (Object.keys(moved).length > 0) {
      checkMove(model, now, moved, [...path, "parameters"], warn);
      now = movedBy(now, { step: one.step, parameters: moved });
    }
    const painted = paintedBy(model, one, grid, path);
    if (Object.keys(moved).length === 0 && !painted)
      throw new WorkbenchError("spec/malformed", path, "nothing is done here; give parameters, or a field and a mark, or leave it out");
    return { step: one.step, ...(Object.keys(moved).length > 0 && { parameters: moved }), ...painted };
  });
}

function refuseFall(given: Given, i: number): void {
  const [before, here] = [given[i - 1]?.step ?? 0, given[i]!.step];
  if (here >= before) return;
  throw new WorkbenchError("spec/malformed", ["interventions", i, "step"], `steps may not fall: ${here} comes after ${before}; sort them by step`);
}

function checkMove(
  model: Model,
  now: Record<string, ParamValue>,
  moved: Record<string, ParamValue>,
  path: ErrorPath,
  warn: (m: string) => void,
): void {
  const isText = model.kind === "equations" && Object.values(moved).some((value) => typeof value === "string");
  if (!isText) return void completeValues(model.params, moved, path, warn);
  try {
    completeParameters(model, { ...now, ...moved }, warn);
  } catch (error) {
    if (!(error instanceof WorkbenchError)) throw error;
    const sentence = error.message.replace(/^At parameters[^:]*: /, "");
    throw new WorkbenchError(error.code, [...path, ...error.path.slice(1)], sentence, error.detail);
  }
}

function paintedBy(model: Model, { field, mark }: Given[number], grid: GridSpec, path: ErrorPath): Pick<Intervention, "field" | "mark"> | null {
  if (field === undefined && mark === undefined) return null;
  if (field === undefined || mark === undefined)
    throw new WorkbenchError("spec/malformed", path, "a mark needs the field it is painted on, and a field the mark; give both");
  checkField(model, field, [...path, "field"]);
  checkMark(mark, grid, [...path, "mark"]);
  return { field, mark };
}

/** @throws WorkbenchError `spec/malformed` with the fields that the model has. */
export function checkField(model: Model, field: string, path: ErrorPath): void {
  const known = Object.keys(model.species);
  if (!known.includes(field))
    throw new WorkbenchError("spec/malformed", path, `${model.title} has no field "${field}"; it has ${known.join(", ")}`, { known });
}

/** @throws WorkbenchError `spec/unsupported` for more than a spec can hold. */
export function refuseTooMany(given: readonly Pick<Intervention, "mark">[]): void {
  const count = (of: (mark: Mark) => number) => given.reduce((sum, { mark }) => sum + (mark ? of(mark) : 0), 0);
  const found = {
    interventions: given.length,
    points: count((mark) => (mark.kind === "stroke" ? mark.points.length : 0)),
    stampBytes: count((mark) => (mark.kind === "stamp" ? mark.opacity.bytes.length : 0)),
  };
  const words = { interventions: "interventions", points: "points of strokes", stampBytes: "characters of stamps" };
  for (const key of Object.keys(most) as (keyof typeof most)[]) {
    if (found[key] <= most[key]) continue;
    const sentence = `${found[key]} ${words[key]}, at most ${most[key]} are kept; begin a new run from the state they led to`;
    throw new WorkbenchError("spec/unsupported", ["interventions"], sentence);
  }
}

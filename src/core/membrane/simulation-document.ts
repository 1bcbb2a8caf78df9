import type { ErrorPath } from "../errors";
import { WorkbenchError } from "../errors";
import { membraneModels } from "./index";
import { stepsOfSamples, type Clamp, type ProtocolStep } from "./protocol";
import { listAt, numberAt, objectAt, textAt } from "./reading";
import type { MembraneRun } from "./simulate";

const keys = ["model", "parameters", "duration", "every", "clamp", "initial", "tolerance", "spikes"];

/**
 * Reads the file of `mfn ion simulate`.
 * @throws WorkbenchError with the path of what is wrong; values that depend on the model are checked by `simulateMembrane`.
 */
export function readSimulation(document: unknown): MembraneRun {
  const given = objectAt(document, [], keys);
  const id = textAt(given["model"], ["model"], `one of ${membraneModels.ids.join(", ")}`);
  const number = (key: string, expected: string) => (given[key] === undefined ? {} : { [key]: numberAt(given[key], [key], expected) });
  return {
    model: modelOf(id),
    ...(given["parameters"] === undefined ? {} : { parameters: recordAt(given["parameters"], ["parameters"]) }),
    ...number("duration", "a time above 0"),
    ...number("every", "a time above 0"),
    ...number("tolerance", "a share from 1e-12 to 0.01"),
    ...(given["clamp"] === undefined ? {} : { clamp: readClamp(given["clamp"], ["clamp"]) }),
    ...(given["initial"] === undefined
      ? {}
      : {
          initial: Object.fromEntries(
            Object.entries(recordAt(given["initial"], ["initial"])).map(([name, value]) => [name, numberAt(value, ["initial", name], "a number")]),
          ),
        }),
    ...(given["spikes"] === undefined ? {} : { spikes: readCriterion(given["spikes"]) }),
  };
}

function modelOf(id: string) {
  try {
    return membraneModels.get(id);
  } catch (error) {
    throw error instanceof WorkbenchError ? new WorkbenchError("spec/unknown-model", ["model"], error.message, error.detail) : error;
  }
}

/**
 * `{"kind": "current", "base": 0, "steps": [{"from": 5, "to": 45, "value": 10}]}`, a step's value also `[start, end]` for a ramp; or
 * `{"kind": "voltage", "times": [0, 10, 20], "values": [-65, 0, -65]}`, joined by straight lines.
 */
export function readClamp(value: unknown, path: ErrorPath): Clamp {
  const given = objectAt(value, path, ["kind", "base", "steps", "times", "values"]);
  const { kind } = given;
  if (kind !== "current" && kind !== "voltage")
    throw new WorkbenchError("spec/malformed", [...path, "kind"], `expected "current" or "voltage", got ${JSON.stringify(kind ?? null)}`);
  const sampled = given["times"] !== undefined || given["values"] !== undefined;
  if (sampled && given["steps"] !== undefined)
    throw new WorkbenchError("spec/malformed", [...path, "steps"], "expected either steps or times with values, got both");
  const steps = sampled
    ? readSamples(given, path)
    : listAt(given["steps"] ?? [], [...path, "steps"], 'steps such as {"from": 5, "to": 45, "value": 10}').map((step, i) =>
        readStep(step, [...path, "steps", i]),
      );
  // A potential cannot be held at a base that nobody named: 0 mV would be far from any rest.
  const first = steps[0]?.value;
  const rest = kind === "voltage" && first !== undefined ? (typeof first === "number" ? first : first[0]) : 0;
  if (kind === "voltage" && !sampled && given["base"] === undefined)
    throw new WorkbenchError("spec/malformed", [...path, "base"], "expected the potential that is held between the steps, got nothing");
  return { kind, base: given["base"] === undefined ? rest : numberAt(given["base"], [...path, "base"], "a number"), steps };
}

function readStep(value: unknown, path: ErrorPath): ProtocolStep {
  const given = objectAt(value, path, ["from", "to", "value"]);
  const [from, to] = [
    numberAt(given["from"], [...path, "from"], "a time of 0 or more", 0),
    numberAt(given["to"], [...path, "to"], "a time of 0 or more", 0),
  ];
  const level = given["value"];
  if (!Array.isArray(level)) return { from, to, value: numberAt(level, [...path, "value"], "a number, or [start, end] of a ramp") };
  if (level.length !== 2)
    throw new WorkbenchError("spec/malformed", [...path, "value"], `expected [start, end] of a ramp, got ${JSON.stringify(level)}`);
  const [start, end] = level.map((entry, i) => numberAt(entry, [...path, "value", i], "a number")) as [number, number];
  return { from, to, value: [start, end] };
}

function readSamples(given: Record<string, unknown>, path: ErrorPath): ProtocolStep[] {
  const [times, values] = (["times", "values"] as const).map((key) =>
    listAt(given[key], [...path, key], "numbers").map((entry, i) => numberAt(entry, [...path, key, i], "a number")),
  ) as [number[], number[]];
  if (times.length !== values.length || times.length < 2)
    throw new WorkbenchError(
      "spec/malformed",
      [...path, "values"],
      `expected as many values as times, two or more of each; got ${times.length} times and ${values.length} values`,
    );
  const back = times.findIndex((t, i) => i > 0 && !(t > times[i - 1]!));
  if (back > 0)
    throw new WorkbenchError(
      "parameter/out-of-range",
      [...path, "times", back],
      `expected times that rise, got ${times[back]} after ${times[back - 1]}`,
    );
  return stepsOfSamples(times, values);
}

function readCriterion(value: unknown): { level: number; slope: number } | null {
  if (value === false || value === null) return null;
  const given = objectAt(value, ["spikes"], ["level", "slope"]);
  return {
    level: numberAt(given["level"], ["spikes", "level"], "the potential that a spike crosses"),
    slope: numberAt(given["slope"], ["spikes", "slope"], "how fast it must climb", 0),
  };
}

function recordAt(value: unknown, path: ErrorPath): Record<string, unknown> {
  if (typeof value === "object" && value !== null && !Array.isArray(value)) return value as Record<string, unknown>;
  throw new WorkbenchError("spec/malformed", path, `expected an object of names and numbers, got ${JSON.stringify(value)}`);
}

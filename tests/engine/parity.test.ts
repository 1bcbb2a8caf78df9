import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { PlaneAxis } from "../../src/core/analysis/parameter-plane";
import type { RunSpec, RunSpecInput } from "../../src/core/spec/run-spec";
import { createEngineHost } from "../../src/engine/host";
import type { EngineApi } from "../../src/engine/protocol";
import { serve, type Served } from "../support/served";

let served: Served;
beforeAll(async () => void (served = await serve()));
afterAll(() => served.app.close());

/** All that a person would see of a run: hashes, bytes of the fields, features. Speed and names of runs are left out. */
async function play(engine: EngineApi, input: RunSpecInput) {
  const { run, spec, specHash, largestStableDt, warnings, frame: first } = await engine.open(input);
  const { fields, step, time, counters, shape } = await engine.advance(run, 40);
  const field = spec.record.fields[0]!;
  const measurement = await engine.measure({
    stream: "s",
    step,
    shape,
    values: fields[field]!,
    millivoltsPerUnit: null,
    periodic: true,
    spacing: shape.map(() => 1),
  });
  return {
    spec,
    specHash,
    largestStableDt,
    warnings,
    first: first.fields,
    fields,
    step,
    time,
    counters,
    shape,
    measurement,
    stability: await engine.analyse(input),
    plane: await engine.analysePlane(input, ...planeOf(spec)),
  };
}

/** The first two parameters from 0 to 1. */
function planeOf({ parameters }: RunSpec): [PlaneAxis, PlaneAxis] {
  const [x, y] = Object.keys(parameters);
  return [
    { name: x!, min: 0, max: 1 },
    { name: y!, min: 0, max: 1 },
  ];
}

describe("one spec in this process and over HTTP", () => {
  const specs: [string, RunSpecInput][] = [
    ["Gray–Scott in single precision", { version: 1, model: "gray-scott", grid: { shape: [24, 40] }, seed: 11 }],
    [
      "Gray–Scott in double precision and three dimensions",
      { version: 1, model: "gray-scott", grid: { shape: [6, 8, 10] }, precision: "f64", seed: 12 },
    ],
    ["the model with noise and events", { version: 1, model: "mfn", grid: { shape: [32, 32] }, seed: 13 }],
    ["MFN v4.1 number for number", { version: 1, model: "mfn-reference", grid: { shape: [32, 32] }, seed: 42 }],
  ];
  it.each(specs)("%s gives identical bytes", async (_, input) => {
    const [here, there] = [await play(createEngineHost(), input), await play(served.engine, input)];
    expect(there).toEqual(here);
    for (const [name, values] of Object.entries(here.fields)) {
      expect(Buffer.from(there.fields[name]!.buffer)).toEqual(Buffer.from(values.buffer));
    }
  });
});

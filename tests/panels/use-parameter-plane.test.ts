import { expect, it } from "vitest";
import type { ParameterPlane } from "../../src/core/analysis/parameter-plane";
import { WorkbenchError } from "../../src/core/errors";
import { complete } from "../../src/core/spec/complete";
import { planeAsker } from "../../src/panels/use-parameter-plane";

const { spec } = complete({ version: 1, model: "brusselator" });
const [x, y] = [{ name: "A", min: 2, max: 5 }, { name: "B", min: 1, max: 12 }]; // prettier-ignore
const settled = () => new Promise((resolve) => setTimeout(resolve, 0));

it("asks for the newest plane when the one before has come, and drops what came too late", async () => {
  const waiting: (() => void)[] = [];
  const reported: string[] = [];
  const analysePlane = () => new Promise<ParameterPlane>((resolve) => waiting.push(() => resolve({} as ParameterPlane)));
  const ask = planeAsker({ analysePlane }, ({ key }) => reported.push(key));
  for (const key of ["first", "second", "third"]) ask({ key, spec, x, y });
  expect(waiting).toHaveLength(1);
  waiting[0]!();
  await settled();
  expect([waiting.length, reported]).toEqual([2, []]);
  waiting[1]!();
  await settled();
  expect([waiting.length, reported]).toEqual([2, ["third"]]);
});

it("reports why a plane cannot be had", async () => {
  const refused = new WorkbenchError("spec/unsupported", [], "no plane here");
  const answers: unknown[] = [];
  planeAsker({ analysePlane: () => Promise.reject(refused) }, (answer) => answers.push(answer))({ key: "one", spec, x, y });
  await settled();
  expect(answers).toMatchObject([{ key: "one", plane: null, problem: { code: "spec/unsupported" } }]);
});

import { unzipSync } from "fflate";
import { describe, expect, it } from "vitest";
import { get, open, root } from "zarrita";
import { zarr } from "../../src/exporters/zarr";
import { exportedPlace, exportedProvenance, exportedState } from "../support/exported";
import { fileForOracle } from "../support/oracle-files";

describe("Zarr", () => {
  it("gives fields over time back to the bit, with coordinates, spec and hash", async () => {
    const states = [await exportedState(0), await exportedState(10), await exportedState(30)];
    const bytes = fileForOracle("history.zarr.zip", zarr.encode({ ...exportedPlace, states }, exportedProvenance));
    const entries = unzipSync(bytes);
    const place = root({ get: (key: string) => Promise.resolve(entries[key.slice(1)]) });
    const group = await open.v3(place, { kind: "group" });
    expect(group.attrs).toMatchObject({ "spec-hash": exportedProvenance.specHash, spec: exportedProvenance.spec });
    for (const name of ["u", "v"]) {
      const array = await open.v3(place.resolve(name), { kind: "array" });
      const { data, shape } = await get(array);
      expect(shape).toEqual([3, 12, 16]);
      states.forEach(({ fields }, i) => expect((data as Float32Array).slice(192 * i, 192 * (i + 1))).toEqual(fields[name]));
    }
    const steps = await get(await open.v3(place.resolve("step"), { kind: "array" }));
    expect([...(steps.data as Float64Array)]).toEqual([0, 10, 30]);
    const x = await get(await open.v3(place.resolve("x"), { kind: "array" }));
    expect([...(x.data as Float64Array)].slice(0, 2)).toEqual([0, 0.25]);
  });
  it("refuses to write nothing", () => expect(() => zarr.encode({ ...exportedPlace, states: [] }, exportedProvenance)).toThrow(/no state/));
});

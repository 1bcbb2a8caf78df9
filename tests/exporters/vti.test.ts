import { describe, expect, it } from "vitest";
import { readVti } from "../../src/connectors/vti-file";
import { vti } from "../../src/exporters/vti";
import { exportedPlace, exportedProvenance, exportedState } from "../support/exported";
import { fileForOracle } from "../support/oracle-files";

describe("VTI", () => {
  it("gives every field back to the bit, with spacing", async () => {
    const state = await exportedState();
    const bytes = fileForOracle("state.vti", vti.encode({ ...exportedPlace, ...state }, exportedProvenance));
    for (const [name, values] of Object.entries(state.fields)) {
      const read = readVti("state.vti", bytes, name);
      expect(read.shape).toEqual([12, 16]);
      expect(read.values).toEqual(values);
      expect(read.spacing!.edge).toEqual([0.5, 0.25]);
    }
  });
  it("holds volumes of doubles, and names that XML would misread", () => {
    const values = Float64Array.from({ length: 24 }, (_, i) => i / 7);
    const place = { shape: [2, 3, 4], spacing: [3, 2, 1] };
    const bytes = fileForOracle("volume.vti", vti.encode({ ...place, step: 5, time: 0.5, fields: { "a<b": values } }, exportedProvenance));
    const read = readVti("volume.vti", bytes);
    expect(read).toMatchObject({ shape: [2, 3, 4], spacing: { edge: [3, 2, 1] } });
    expect(read.values).toEqual(values);
    expect(new TextDecoder("latin1").decode(bytes)).toContain('Origin="0 0 0" Spacing="1 2 3"');
  });
});

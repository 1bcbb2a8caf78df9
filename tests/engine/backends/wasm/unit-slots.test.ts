import { describe, expect, it } from "vitest";
import { call, name, number } from "../../../../src/core/equations/tree";
import { unitSlots } from "../../../../src/engine/backends/wasm/unit-slots";
import { planOfPasses } from "./memory";

describe("slots that hold 1 in every run", () => {
  const slots = [
    number(1),
    number(1 + 1e-9),
    name("D"),
    call("div", [number(1), call("mul", [number(0.5), number(2)])]),
    call("mul", [name("dt"), number(2)]),
  ];
  const plan = (precision: "f32" | "f64") => ({ ...planOfPasses({ precision, shape: [1, 1], planes: [], passes: [] }), slots });
  it("are found by their value at the precision of the run, parameters never", () => {
    expect([...unitSlots(plan("f64"), 0.5)]).toEqual([0, 3, 4]);
    expect([...unitSlots(plan("f32"), 0.5)]).toEqual([0, 1, 3, 4]);
  });
  it("may name dt where it stays, which it does not under step control", () => {
    expect([...unitSlots(plan("f64"), 0.25)]).toEqual([0, 3]);
    expect([...unitSlots({ ...plan("f64"), control: { error: 0, values: 1, order: 3 } }, 0.5)]).toEqual([0, 3]);
  });
});

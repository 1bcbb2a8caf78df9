import { describe, expect, it } from "vitest";
import { models } from "../../../src/core/models/index";
import { complete } from "../../../src/core/spec/complete";
import { complaintAbout, runSliderEnd, sliderEnds } from "../../support/slider-ends";

/** Noise is costly to draw: such models take fewer steps here, and all 2000 in `tests/full/slider-ends.test.ts`. */
const stepsOf = (equations: Record<string, string>) => (/noise|events/.test(Object.values(equations).join()) ? 200 : 2000);

describe.each([...models].filter((model) => model.kind === "equations").map((model) => [model.id, model] as const))("%s", (_, model) => {
  it.each(model.presets.map((preset) => [preset.id, preset] as const))(
    "preset %s stays finite at every end of every slider, or stops by name after a warning (trap 1)",
    async (_id, preset) => {
      for (const end of sliderEnds(model).filter((candidate) => candidate.preset === preset)) {
        const outcome = await runSliderEnd(end, 16, stepsOf(model.equations));
        expect(complaintAbout(outcome), `${end.name} = ${end.value}`).toBeNull();
      }
    },
  );
});

describe("the check of slider ends", () => {
  const gentle = complete({ version: 1, model: "gray-scott", grid: { shape: [16, 16] } });
  it("would complain of a stop that came without a warning", async () => {
    const grayScott = models.get("gray-scott");
    if (grayScott.kind !== "equations") throw new Error("Gray–Scott has equations");
    const blown = await runSliderEnd({ model: grayScott, preset: grayScott.presets[0]!, name: "D_u", value: 1 }, 16, 50);
    expect(blown.stop).not.toBeNull();
    expect(complaintAbout(blown)).toBeNull();
    expect(complaintAbout({ ...blown, warnings: [] })).toMatch(/stopped without a warning before: u left the finite range/);
    expect(complaintAbout({ ...gentle, stop: null, warnings: ["something else"] })).toMatch(/another kind/);
  });
});

import { expect, it } from "vitest";
import { models } from "../../src/core/models/index";
import { complaintAbout, runSliderEnd, sliderEnds } from "../support/slider-ends";

const ends = [...models].flatMap((model) => (model.kind === "equations" ? sliderEnds(model) : []));

it.each(ends.map((end) => [`${end.model.id}, ${end.preset.id}`, end.name, end.value, end] as const))(
  "%s with %s = %d stays finite for 2000 steps, or stops by name after a warning (trap 1)",
  async (_, _name, _value, end) => expect(complaintAbout(await runSliderEnd(end, 32, 2000))).toBeNull(),
);

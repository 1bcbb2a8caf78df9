import { describe, expect, it, vi } from "vitest";
import { createStage, type StageEntry } from "../../src/views/stage";

const entry = (): StageEntry => ({ element: {} as HTMLElement, drawing: {} as StageEntry["drawing"], drawn: () => undefined });

describe("a stage", () => {
  it("asks for a picture when something comes, goes or is new, and forgets what is taken away", () => {
    const stage = createStage();
    const draw = vi.fn();
    const first = stage.add(entry());
    const rest = stage.drivenBy(draw);
    expect(draw).toHaveBeenCalledTimes(1);
    const second = stage.add(entry());
    first();
    stage.invalidate();
    expect(draw).toHaveBeenCalledTimes(4);
    second();
    expect(stage.entries.size).toBe(0);
    rest();
    draw.mockClear();
    stage.invalidate();
    expect(draw).not.toHaveBeenCalled();
  });
});

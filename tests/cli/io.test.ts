import { afterEach, describe, expect, it, vi } from "vitest";
import { terminal } from "../../cli/io";

afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
});

describe("a program that is asked to end", () => {
  it.each(["SIGINT", "SIGTERM", "SIGHUP"] as const)("by %s stops in order", async (signal) => {
    vi.useFakeTimers();
    const before = process.listeners(signal);
    const stopped = terminal().untilStopped();
    const [hear] = process.listeners(signal).filter((listener) => !before.includes(listener));
    hear!(signal);
    await stopped;
  });

  it("ends with exit code 1 when it is not done in its time, and says so", async () => {
    vi.useFakeTimers();
    const said: string[] = [];
    const exit = vi.spyOn(process, "exit").mockReturnValue(undefined as never);
    vi.spyOn(process.stderr, "write").mockImplementation((text) => said.push(String(text)) > 0);
    const before = process.listeners("SIGTERM");
    const stopped = terminal().untilStopped();
    const [hear] = process.listeners("SIGTERM").filter((listener) => !before.includes(listener));
    hear!("SIGTERM");
    await stopped;
    vi.advanceTimersByTime(24_999);
    expect(exit).not.toHaveBeenCalled();
    vi.advanceTimersByTime(1);
    expect(exit).toHaveBeenCalledExactlyOnceWith(1);
    expect(said).toEqual(["mfn: what was under way did not end within 25 s; ended anyway\n"]);
  });
});

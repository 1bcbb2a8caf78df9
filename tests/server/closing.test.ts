import { describe, expect, it } from "vitest";
import { closingInTurn } from "../../server/closing";

describe("what a program has opened", () => {
  const record = (patience?: number) => {
    const told: string[] = [];
    const closing = closingInTurn((fault, words) => told.push(`${words}: ${(fault as Error).message}`), patience);
    return { told, closing };
  };
  it("is closed once, the last one first, each after the one before", async () => {
    const { told, closing } = record();
    for (const part of ["a", "b", "c"])
      closing.add(part, async () => {
        await new Promise((resolve) => setTimeout(resolve, 5));
        told.push(part);
      });
    await Promise.all([closing.close(), closing.close()]);
    expect(told).toEqual(["c", "b", "a"]);
  });
  it("is closed although a part throws, rejects or never answers, which is told", async () => {
    const { told, closing } = record(20);
    closing.add("the first", () => void told.push("the first is closed"));
    closing.add("the second", () => new Promise(() => undefined));
    closing.add("the third", () => Promise.reject(new Error("out of reach")));
    closing.add("the fourth", () => {
      throw new Error("broken");
    });
    await closing.close();
    expect(told).toEqual([
      "the fourth could not be closed: broken",
      "the third could not be closed: out of reach",
      "the second could not be closed: it was not done within 0.02 s",
      "the first is closed",
    ]);
  });
});

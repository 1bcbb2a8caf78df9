import { describe, expect, it } from "vitest";
import { FairTurns } from "../../../server/compute/fair-turns";

const settled = () => new Promise((resolve) => setImmediate(resolve));

/** Work that goes on until it is ended: who began, in which order. */
function work(turns: FairTurns) {
  const began: string[] = [];
  const ends = new Map<string, () => void>();
  const ask = (name: string, gone?: AbortSignal) =>
    turns.take(name[0]!, gone).then((passOn) => {
      began.push(name);
      ends.set(name, passOn);
    });
  const end = async (name: string) => {
    ends.get(name)!();
    await settled();
  };
  return { began, ask, end };
}

describe("turns at a few places", () => {
  it("go from caller to caller, whoever asked for most", async () => {
    const { began, ask, end } = work(new FairTurns(1, { all: 10, one: 10 }));
    for (const name of ["a1", "a2", "a3", "a4", "b1", "c1", "b2"]) void ask(name);
    await settled();
    for (const name of ["a1", "a2", "b1", "c1", "a3", "b2"]) await end(name);
    expect(began).toEqual(["a1", "a2", "b1", "c1", "a3", "b2", "a4"]);
  });

  it("are as many at once as there are places, and a place that is given up is taken again", async () => {
    const { began, ask, end } = work(new FairTurns(2, { all: 10, one: 10 }));
    for (const name of ["a1", "a2", "a3"]) void ask(name);
    await settled();
    expect(began).toEqual(["a1", "a2"]);
    for (const name of ["a2", "a1", "a3"]) await end(name);
    for (const name of ["b1", "b2", "b3"]) void ask(name);
    await settled();
    expect(began).toEqual(["a1", "a2", "a3", "b1", "b2"]);
  });

  it("are not waited for beyond what one caller may, or all", async () => {
    const { ask } = work(new FairTurns(1, { all: 3, one: 2 }));
    for (const name of ["a0", "a1", "a2"]) void ask(name);
    await expect(ask("a3")).rejects.toThrow(/too many computations of yours wait/);
    void ask("b1");
    await expect(ask("b2")).rejects.toThrow(/too many computations wait/);
  });

  it("are given up by whoever has gone, who keeps nobody's", async () => {
    const { began, ask, end } = work(new FairTurns(1, { all: 3, one: 3 }));
    const leaving = new AbortController();
    void ask("a1");
    const left = ask("b1", leaving.signal);
    void ask("c1");
    leaving.abort();
    await expect(left).rejects.toMatchObject({ code: "run/cancelled" });
    await end("a1");
    expect(began).toEqual(["a1", "c1"]);
    await expect(ask("d1", AbortSignal.abort())).rejects.toMatchObject({ code: "run/cancelled" });
    await end("c1");
    await ask("e1");
    expect(began.at(-1)).toBe("e1");
  });
});

import { describe, expect, it } from "vitest";
import { WorkbenchError } from "../../src/core/errors";
import { createPool } from "../../src/engine/pool";

const gate = () => {
  let open = () => undefined as void;
  const passed = new Promise<void>((resolve) => (open = resolve));
  return { open, passed };
};

describe("a pool", () => {
  it("starts threads as work comes, and no more than its size", async () => {
    let started = 0;
    const pool = createPool({ size: 2, start: () => ({ id: ++started, dispose: () => undefined }) });
    const gates = [gate(), gate(), gate()];
    const used: number[] = [];
    const all = gates.map(({ passed }) =>
      pool.run(async ({ id }) => {
        used.push(id);
        await passed;
      }),
    );
    await Promise.resolve();
    expect(started).toBe(2);
    gates[1]!.open();
    await all[1];
    gates[0]!.open();
    gates[2]!.open();
    await Promise.all(all);
    expect(used).toEqual([1, 2, 2]);
    expect(started).toBe(2);
  });

  it("replaces a thread that died and tries its work again, once", async () => {
    let started = 0;
    const ended: number[] = [];
    const pool = createPool({
      size: 1,
      start: () => {
        const id = ++started;
        return { id, dispose: () => void ended.push(id) };
      },
    });
    const answer = await pool.run(async ({ id }) => {
      if (id === 1) throw new WorkbenchError("internal", [], "a worker stopped");
      return id;
    });
    expect(answer).toBe(2);
    expect(ended).toEqual([1]);
    await expect(pool.run(() => Promise.reject(new WorkbenchError("usage", [], "no")))).rejects.toThrow("no");
    expect(started).toBe(2);
  });

  it("rejects what waits when it is ended, and takes nothing more", async () => {
    const pool = createPool({ size: 1, start: () => ({ dispose: () => undefined }) });
    const first = gate();
    const busy = pool.run(() => first.passed);
    const waits = pool.run(async () => 1);
    pool.dispose();
    await expect(waits).rejects.toMatchObject({ code: "run/cancelled" });
    await expect(pool.run(async () => 1)).rejects.toMatchObject({ code: "run/cancelled" });
    first.open();
    await busy;
  });
});

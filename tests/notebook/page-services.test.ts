import { describe, expect, it } from "vitest";
import type { PointsApi } from "../../src/core/sweep/point";
import { createEngineHost } from "../../src/engine/host";
import { createPool } from "../../src/engine/pool";
import { pageServices } from "../../src/notebook/page-services";

/** Services of a page at https://app.example/lab/, and what was asked of the reader and of the network. */
function page(allowed: readonly string[] = [], respond: () => Promise<Response> = async () => new Response("a,b")) {
  const asked: string[] = [];
  const fetched: [string, RequestInit | undefined][] = [];
  const { services } = pageServices({
    engine: createEngineHost(),
    startPoints: () => ({ run: () => Promise.reject(new Error("none")), dispose: () => undefined }),
    appAddress: "https://app.example/lab/",
    mayLoad: async (host) => (asked.push(host), allowed.includes(host)),
    fetch: (address, options) => (fetched.push([address, options]), respond()),
  });
  return { load: services.load, services, asked, fetched };
}

describe("what a notebook may load", () => {
  it("is a sample of the app, without asking", async () => {
    const { load, asked, fetched } = page();
    expect(await load("samples/series/us-macro.csv")).toEqual({ name: "us-macro.csv", bytes: new TextEncoder().encode("a,b") });
    expect([asked, fetched[0]![0]]).toEqual([[], "https://app.example/lab/samples/series/us-macro.csv"]);
  });

  it("is a file of a host that the reader allowed, asked without saying who asks", async () => {
    const { load, asked, fetched } = page(["data.example"]);
    expect((await load("https://data.example/x/rain%20fall.csv?y=1")).name).toBe("rain fall.csv");
    expect(asked).toEqual(["data.example"]);
    expect(fetched[0]![1]).toMatchObject({ credentials: "omit", referrerPolicy: "no-referrer", redirect: "error" });
  });

  it("is nothing else", async () => {
    const { load, fetched } = page();
    await expect(load("https://data.example/a.csv")).rejects.toThrow("may not load from data.example: you did not allow it");
    for (const address of ["samples/../secret", "/api/v1/runs", "https://app.example/api/v1/runs", "file:///etc/passwd", "javascript:1", "data:,x"])
      await expect(load(address)).rejects.toThrow(/load expects "samples\/…"/);
    expect(fetched).toEqual([]);
  });

  it("says in words what went wrong on the way", async () => {
    const host = ["data.example"];
    await expect(page(host, () => Promise.reject(new TypeError("Failed to fetch"))).load("https://data.example/a")).rejects.toThrow(
      /there is no network, or data.example/,
    );
    await expect(page(host, async () => new Response("", { status: 404 })).load("https://data.example/a")).rejects.toThrow(/answered 404/);
  });
});

it("lets cells reach only the runs they opened", async () => {
  const { services } = page();
  const { run } = await services.open({ version: 1, model: "gray-scott", grid: { shape: [8, 8] } });
  await expect(services.advance("another", 1)).rejects.toThrow('there is no run "another" of this notebook');
  expect((await services.advance(run, 2)).step).toBe(2);
  await services.close(run);
});

describe("cells that are stopped", () => {
  it("leave no sweep behind: its threads end, and those who waited hear of it", async () => {
    let disposed = 0;
    const startPoints = () =>
      createPool<Pick<PointsApi, "samplePoint">>({
        size: 1,
        start: () => {
          let refuse: (why: Error) => void = () => undefined;
          return { samplePoint: () => new Promise((_, reject) => (refuse = reject)), dispose: () => (disposed++, refuse(new Error("ended"))) };
        },
      });
    const { services, end } = pageServices({
      engine: createEngineHost(),
      startPoints,
      appAddress: "https://app.example/",
      mayLoad: async () => false,
      fetch: () => Promise.reject(new Error("no network")),
    });
    const request = { spec: { version: 1 as const, model: "gray-scott" }, measure: [] };
    const [first, second] = [services.samplePoint(request), services.samplePoint(request)];
    await Promise.resolve();
    end();
    expect(disposed).toBe(1);
    await expect(first).rejects.toThrow("ended");
    await expect(second).rejects.toThrow("the runs were stopped");
  });
});

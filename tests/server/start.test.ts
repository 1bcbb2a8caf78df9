import { mkdtempSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { keyFits, openKeyStore } from "../../server/api-keys";
import { readConfig } from "../../server/config/config";
import { startServer } from "../../server/start";
import type { RunSpecInput } from "../../src/core/spec/run-spec";
import { connectRemoteEngine } from "../../src/engine/remote";

const folder = () => join(mkdtempSync(join(tmpdir(), "mfn-data-")), "kept");

describe("the keys", () => {
  it("begin with one, shown once and kept as a hash that only its owner can read", async () => {
    const dataDir = folder();
    const first = await openKeyStore(dataDir);
    expect(first.firstKey).toMatch(/^mfn_[\w-]{43}$/);
    expect(keyFits(first.firstKey!, first.hashes)).toBe(true);
    const file = join(dataDir, "api-keys.json");
    expect(readFileSync(file, "utf8")).not.toContain(first.firstKey);
    expect(statSync(file).mode & 0o077).toBe(0);
    const second = await openKeyStore(dataDir);
    expect(second).toEqual({ hashes: first.hashes, firstKey: null });
  });
  it("open nothing when wrong, cut short or empty", async () => {
    const { firstKey, hashes } = await openKeyStore(folder());
    for (const wrong of ["", "mfn_", firstKey!.slice(0, -1), `${firstKey}x`, hashes[0]!]) expect(keyFits(wrong, hashes)).toBe(false);
    expect(keyFits("anything", [])).toBe(false);
  });
  it("are not replaced when their file is damaged", async () => {
    const dataDir = folder();
    await openKeyStore(dataDir);
    writeFileSync(join(dataDir, "api-keys.json"), "{");
    await expect(openKeyStore(dataDir)).rejects.toThrow(/api-keys\.json is damaged; restore it/);
  });
});

describe("the settings", () => {
  it("have defaults", () =>
    expect(readConfig({ MFN_MAX_RUNS: "" })).toMatchObject({ dataDir: ".mfn", hostName: "127.0.0.1", corsOrigins: [], maxRuns: 16 }));
  it("are read from the environment", () => {
    expect(readConfig({ MFN_CORS_ORIGINS: "https://a.org/, http://b.org:81", MFN_MAX_CELLS: "64", MFN_MAX_THREADS: "3" })).toMatchObject({
      maxThreads: 3,
      corsOrigins: ["https://a.org", "http://b.org:81"],
      maxCells: 64,
    });
  });
  it.each([
    ["MFN_MAX_RUNS", "many"],
    ["MFN_MAX_CELLS", "-1"],
    ["MFN_CORS_ORIGINS", "lab.example.org"],
    ["MFN_LOG_LEVEL", "loud"],
  ])("%s=%s is refused by name", (name, value) =>
    expect(() => readConfig({ [name]: value })).toThrow(new RegExp(`environment variable ${name} cannot be used: .*got "${value}"`)),
  );
});

describe("a started server", () => {
  it("answers at the address it prints, to the key it shows", async () => {
    const server = await startServer({ port: 0, env: { MFN_DATA_DIR: folder(), MFN_LOG_LEVEL: "silent" } });
    try {
      expect(server.servesApp).toBe(false);
      const engine = connectRemoteEngine({ url: server.address, apiKey: server.firstKey! });
      expect(await engine.describe()).toMatchObject({ place: server.address });
      const spec: RunSpecInput = { version: 1, model: "gray-scott", grid: { shape: [8, 8] } };
      expect(await engine.open(spec, { backend: "plain" })).toMatchObject({ backend: "plain", exact: true, because: "chosen by name" });
      await expect(
        startServer({ port: Number(new URL(server.address).port), env: { MFN_DATA_DIR: folder(), MFN_LOG_LEVEL: "silent" } }),
      ).rejects.toThrow(/port \d+ is taken; give another with --port/);
    } finally {
      await server.close();
    }
  });
});

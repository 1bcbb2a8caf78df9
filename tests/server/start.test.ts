import { mkdirSync, mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { hashKey, keyFits, readKeyFile } from "../../server/api-keys";
import { readConfig } from "../../server/config/config";
import { startServer } from "../../server/start";
import type { RunSpecInput } from "../../src/core/spec/run-spec";
import { connectRemoteEngine } from "../../src/engine/remote";

const folder = () => join(mkdtempSync(join(tmpdir(), "mfn-data-")), "kept");

describe("the keys of an older data folder", () => {
  const kept = (text: string) => {
    const dataDir = folder();
    mkdirSync(dataDir);
    writeFileSync(join(dataDir, "api-keys.json"), text);
    return dataDir;
  };
  it("are read by their hashes, where there are any", async () => {
    expect(await readKeyFile(folder())).toEqual([]);
    const sha256 = hashKey("mfn_old");
    expect(await readKeyFile(kept(JSON.stringify({ keys: [{ sha256, created: "2026-01-01T00:00:00.000Z" }] })))).toEqual([sha256]);
  });
  it("open nothing when wrong, cut short or empty", () => {
    const hashes = [hashKey("mfn_right")];
    for (const wrong of ["", "mfn_", "mfn_righ", "mfn_rightx", hashes[0]!]) expect(keyFits(wrong, hashes)).toBe(false);
    expect([keyFits("mfn_right", hashes), keyFits("anything", [])]).toEqual([true, false]);
  });
  it("are not passed over when their file is damaged", () => expect(readKeyFile(kept("{"))).rejects.toThrow(/api-keys\.json is damaged; restore it/));
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

/** Databases that start on a busy machine take their time. */
const patience = 240_000;

describe("a started server", () => {
  it("answers at the address it prints, to the key it shows", { timeout: patience }, async () => {
    const server = await startServer({ port: 0, env: { MFN_DATA_DIR: folder(), MFN_LOG_LEVEL: "silent" } });
    try {
      expect(server.servesApp).toBe(false);
      const token = server.invitation!.slice(`${server.address}/#/invitation/`.length);
      const look = { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify({ token }) };
      expect(await (await fetch(`${server.address}/api/v1/invitations/look`, look)).json()).toMatchObject({ role: "admin", email: null });
      const engine = connectRemoteEngine({ url: server.address, credential: { kind: "key", key: server.firstKey! } });
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

import { spawn, spawnSync } from "node:child_process";
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { build } from "vite";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

/** Inside the project, so that the build finds the packages it does not contain. */
const installed = resolve("node_modules", ".cache", `mfn-shim-${process.pid}`);
const shim = join(installed, "cli", "mfn.mjs");

beforeAll(async () => {
  mkdirSync(join(installed, "cli"), { recursive: true });
  copyFileSync("cli/mfn.mjs", shim);
  await build({ configFile: "vite.node.config.ts", logLevel: "error", build: { outDir: join(installed, "dist", "node"), emptyOutDir: true } });
});
afterAll(() => rmSync(installed, { recursive: true, force: true }));

const mfn = (...argv: string[]) => spawnSync(process.execPath, [shim, ...argv], { encoding: "utf8", cwd: installed });

describe("cli/mfn.mjs on Node alone", () => {
  it("prints one JSON document and exits 0", () => {
    writeFileSync(join(installed, "spec.json"), '{"version":1,"model":"gray-scott","grid":{"shape":[16,16]},"steps":10}');
    const { status, stdout, stderr } = mfn("run", "spec.json", "--json");
    expect([status, stderr]).toEqual([0, ""]);
    expect(JSON.parse(stdout)).toMatchObject({ steps: 10, backend: "plain" });
  });
  it("exits 2 with one line for bad input", () => {
    const { status, stdout, stderr } = mfn("run", "nothing.json");
    expect([status, stdout]).toEqual([2, ""]);
    expect(stderr).toMatch(/^mfn: nothing\.json cannot be read: [^\n]*\n$/);
  });
  it("serves until it is told to stop, and shows the key at the first start alone", async () => {
    const env = { ...process.env, MFN_DATA_DIR: join(installed, "kept") };
    const start = async () => {
      const server = spawn(process.execPath, [shim, "serve", "--port", "0"], { env, cwd: installed });
      let out = "";
      const address = await new Promise<string>((found, failed) => {
        server.stdout.on("data", (chunk: Buffer) => {
          out += chunk.toString();
          const match = /serves .* at (http:\S+)\n/.exec(out);
          if (match) found(match[1]!);
        });
        server.on("exit", () => failed(new Error(`it ended: ${out}`)));
      });
      const health = await (await fetch(`${address}/health`)).json();
      const ended = new Promise((done) => server.on("exit", done));
      server.kill("SIGTERM");
      return { out: () => out, health, code: await ended };
    };
    const first = await start();
    expect(first.health).toMatchObject({ service: "mfn-workbench" });
    expect(first.code).toBe(0);
    expect(first.out()).toMatch(/API key, shown once: mfn_[\w-]{43}\n/);
    expect((await start()).out()).not.toMatch(/mfn_/);
  });
  it("says how to build what is missing", () => {
    const folder = mkdtempSync(join(tmpdir(), "mfn-unbuilt-"));
    mkdirSync(join(folder, "cli"));
    copyFileSync("cli/mfn.mjs", join(folder, "cli", "mfn.mjs"));
    const { status, stderr, stdout } = spawnSync(process.execPath, [join(folder, "cli", "mfn.mjs"), "models"], { encoding: "utf8" });
    expect({ status, stdout }).toEqual({ status: 1, stdout: "" });
    expect(stderr).toMatch(/^mfn: the command line is not built yet; run "npm ci" or "npm run build:node" in .*\n$/);
  });
});

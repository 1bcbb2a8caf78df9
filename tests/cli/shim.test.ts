import { spawn, spawnSync } from "node:child_process";
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { availableParallelism, tmpdir } from "node:os";
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

const mfn = (...argv: string[]) => spawnSync(process.execPath, [shim, ...argv], { encoding: "utf8", cwd: installed, timeout: 60_000 });

describe("cli/mfn.mjs on Node alone", () => {
  it("prints one JSON document and exits 0", () => {
    writeFileSync(join(installed, "spec.json"), '{"version":1,"model":"gray-scott","grid":{"shape":[16,16]},"steps":10}');
    const { status, stdout, stderr } = mfn("run", "spec.json", "--json");
    expect([status, stderr]).toEqual([0, ""]);
    expect(JSON.parse(stdout)).toMatchObject({ steps: 10, backend: "wasm" });
  });
  it("computes on threads, to the same bits, and ends with them", () => {
    writeFileSync(join(installed, "large.json"), '{"version":1,"model":"gray-scott","grid":{"shape":[160,160]},"steps":40}');
    const run = (...argv: string[]) => {
      const { status, stdout, stderr, signal } = mfn("run", "large.json", "--json", ...argv);
      expect([status, stderr, signal]).toEqual([0, "", null]);
      return JSON.parse(stdout) as { backend: string; threads: number; because: string; fields: object };
    };
    const cores = availableParallelism();
    const plain = run("--backend", "plain");
    const all = run("--backend", "wasm", "--threads", "1024");
    expect([all.backend, all.threads]).toEqual(["wasm", cores]);
    expect(all.fields).toEqual(plain.fields);
    const auto = run();
    expect(auto.because).toMatch(cores > 1 ? /^the fastest of a trial: wasm on 1 thread .*wasm on \d+ threads/ : /^one thread/);
    expect(auto.fields).toEqual(plain.fields);
  });
  it("ends when threads are in the middle of a run that fails", () => {
    writeFileSync(
      join(installed, "wild.json"),
      '{"version":1,"model":"gray-scott","grid":{"shape":[160,160]},"steps":4000,"integrator":{"method":"euler","dt":50}}',
    );
    const { status, stdout, stderr } = mfn("run", "wild.json", "--backend", "wasm", "--json");
    expect([status, stdout]).toEqual([2, ""]);
    expect(stderr).toMatch(/left the finite range in cell [^\n]*\n$/);
  });
  it("measures a new equation, and judges it by the targets", () => {
    const { status, stdout } = mfn("bench", "--only", "auto", "--rounds", "1", "--save", "kept.json");
    expect(status).toBe(0);
    expect(stdout).toMatch(/\nequation to first step 256x256 f32 auto +[\d.]+ +ms/);
    expect(stdout).toMatch(/\nequation to first step, automatic, ms +50 +20 +[\d.]+ +\w/);
    const again = mfn("bench", "--only", "auto", "--rounds", "1", "--baseline", "kept.json", "--json");
    const figures = JSON.parse(again.stdout) as { name: string; value: number; unit: string; ratioToBaseline: number }[];
    const kept = JSON.parse(readFileSync(join(installed, "kept.json"), "utf8")) as { machine: string; figures: { value: number }[] };
    expect(figures).toMatchObject([{ name: "equation to first step 256x256 f32 auto", unit: "ms" }]);
    expect(figures[0]!.ratioToBaseline).toBe(figures[0]!.value / kept.figures[0]!.value);
    expect(kept.machine).toMatch(/^\d+ cores? \(.*\), Node \d/);
  });
  it("exits 2 with one line for bad input", () => {
    const { status, stdout, stderr } = mfn("run", "nothing.json");
    expect([status, stdout]).toEqual([2, ""]);
    expect(stderr).toMatch(/^mfn: nothing\.json cannot be read: [^\n]*\n$/);
  });
  it("serves until it is told to stop, and shows the key at the first start alone", { timeout: 240_000 }, async () => {
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
    expect(first.out()).toMatch(/Invitation for the first administrator, for 7 days: http:\S+\/#\/invitation\/[\w-]{43}\n/);
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

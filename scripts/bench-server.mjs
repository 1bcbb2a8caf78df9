// Loads a built server: npm run bench:server [-- --seconds 10 --connections 4 --json].
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { runnerImport } from "vite";

const { values } = parseArgs({
  options: {
    seconds: { type: "string", default: "10" },
    connections: { type: "string", default: "4" },
    json: { type: "boolean", default: false },
  },
});
const here = (path) => fileURLToPath(new URL(path, import.meta.url));
const { module } = await runnerImport(here("../benchmarks/server.ts"), { configFile: false, logLevel: "error" });
const figures = await module.benchServer({
  seconds: Number(values.seconds),
  connections: Number(values.connections),
  program: here("../cli/mfn.mjs"),
  port: 8397,
});
if (values.json) console.log(JSON.stringify(figures, null, 2));
else {
  console.table(
    figures.calls.map(({ call, requestsPerSecond, p50, p97_5, p99, limits, within, refused }) => ({
      call,
      "requests/s": requestsPerSecond,
      "p50 ms": p50,
      "p97.5 ms": p97_5,
      "p99 ms": p99,
      limits: limits.join(" / "),
      within: within ? "yes" : "no",
      refused,
    })),
  );
  const { requests, before, after } = figures.soak;
  console.log(`${requests} requests: resident memory ${before} MB before, ${after} MB after`);
}
process.exitCode = module.isGood(figures) ? 0 : 1;

import { defineConfig } from "vitest/config";

/** The long tests: soaks, statistics over many seeds, oracles in Python. `npm run test:full`. */
export default defineConfig({
  test: { include: ["tests/full/**/*.test.ts"], environment: "node", testTimeout: 1_800_000, pool: "threads", maxWorkers: 2 },
});

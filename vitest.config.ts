import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["tests/**/*.test.ts", "tests/**/*.test.tsx"],
    exclude: ["tests/full/**"],
    environment: "node",
    setupFiles: ["tests/support/one-seed.ts"],
    testTimeout: 120_000,
    pool: "threads",
    maxWorkers: 2,
  },
});

import { defineConfig, mergeConfig } from "vitest/config";
import usual from "./vitest.config";

/** All unit tests where no memory can be shared. Part of `npm run test:full`. */
export default mergeConfig(usual, defineConfig({ test: { setupFiles: ["tests/support/without-shared-memory.ts"] } }));

import type { GivenConfig } from "./settings";

type Preset = Partial<GivenConfig>;

/** What changes with MFN_ENV. Pages of other origins are never let in unlisted, whatever the environment. */
export const environments: Record<"dev" | "staging" | "prod", Preset> = {
  dev: { logFormat: "text", corsThisMachine: true, metricsAccess: "public" },
  staging: { logFormat: "json", corsThisMachine: false, corsOrigins: ["http://localhost:3000", "http://localhost:8080"], metricsAccess: "private" },
  prod: { logFormat: "json", corsThisMachine: false, corsOrigins: [], metricsAccess: "private" },
};

/** What changes with MFN_SIZE: a laptop, one server, a machine of many cores. */
export const sizes: Record<"small" | "medium" | "large", Preset> = {
  small: { maxCells: 2 ** 22, maxRuns: 8, idleMinutes: 10 },
  medium: { maxCells: 2 ** 24, maxRuns: 16, idleMinutes: 30 },
  large: { maxCells: 2 ** 27, maxRuns: 64, idleMinutes: 60 },
};

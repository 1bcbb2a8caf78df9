import type { ensemble } from "../src/core/detectors/ensemble";

type Setting = NonNullable<Parameters<typeof ensemble.detect>[1]>;

/**
 * Twelve settings of the ensemble, declared before they were scored together: the default, then one reading each of what a
 * person might mean by a change. The best of them for each series is what choosing by eye could reach, not a fair result.
 */
export const declaredSettings: readonly Setting[] = [
  {},
  { memory: "none" },
  { memory: "none", resolution: 0.03 },
  { memory: "none", resolution: 0.2 },
  { memory: "none", shape: "steps" },
  { memory: "none", shape: "steps", strictness: 2 },
  { memory: "none", shape: "trends", strictness: 2 },
  { memory: "up to 0.5", resolution: 0.05 },
  { memory: "up to 0.9", resolution: 0.02 },
  { season: "kept" },
  { strictness: 0.6 },
  { strictness: 1.6 },
];

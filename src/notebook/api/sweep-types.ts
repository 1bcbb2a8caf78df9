/** Sweeps, as the editor knows them. */
export const sweepTypes = `
/**
 * Runs an experiment over all combinations of values, on several threads, and measures the end of each: one row a run.
 * A bare name is a parameter; any other value of the spec is named by its path, such as \`grid.spacing\` or \`seed\`.
 * @param options \`measure\` names what \`mfn sweep\` measures: regime, mean, std, min, max, wavelength, box-counting, temporal-change, any metric
 *   or feature, \`u.mean\` …; \`repeats\` runs each point with so many seeds.
 * @example const rows = await sweep({ model: "gray-scott", steps: 4000 }, { F: linspace(0.02, 0.06, 9) }, { measure: ["regime", "mean"] });
 */
declare function sweep(
  base: Spec,
  over: Readonly<Record<string, readonly number[]>>,
  options?: { measure?: readonly string[]; repeats?: number },
): Promise<Record<string, number | string | null>[]>;
`;

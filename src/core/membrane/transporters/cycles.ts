/** Three sodium ions out and two potassium ions in, for one ATP. */
export const sodiumPotassiumCycle = { carries: { "Na+": -3, "K+": 2 }, atp: 1 } as const;

/** One calcium ion out, for one ATP. */
export const calciumCycle = { carries: { "Ca2+": -1 }, atp: 1 } as const;

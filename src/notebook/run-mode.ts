/**
 * When cells run. `auto`: with a cell that is run, or a control that is moved, all runs again that rests on it and is on show. `manual`: a cell
 * runs when it is asked for, after what it needs; what rests on it becomes stale. `once`: as manual, but every run begins in a fresh worker, as a
 * script does. In all of them an edit makes its cell and what rests on it stale.
 */
export const runModes = ["auto", "manual", "once"] as const;
export type RunMode = (typeof runModes)[number];

/** The sides of a domain; `-` is at index 0. */
export const sides = ["x-", "x+", "y-", "y+", "z-", "z+"] as const;
export type Side = (typeof sides)[number];

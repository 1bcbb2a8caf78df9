/** Keys by which a condition at a side is known: no field may be called so, for `{"robin": …}` could then be either. */
export const conditionKeys: readonly string[] = ["dirichlet", "neumann", "robin"];

/** Values on the vertices of a grid, C order; ∞ where a vertex is left out. A cell of the grid enters with the largest of its vertices. */
export interface Filtration {
  /** [ny, nx] or [nz, ny, nx]. */
  shape: readonly number[];
  /** Whether opposite sides are joined. */
  periodic: boolean;
  values: Float64Array;
}

/** Births and deaths of one dimension, of classes that live for some time; `essential` holds the births of those that never die. */
export interface Classes {
  births: number[];
  deaths: number[];
  essential: number[];
  /** What could not be computed, and why; absent when all was. */
  missing?: string;
}

export const noClasses = (): Classes => ({ births: [], deaths: [], essential: [] });

/** The one order of all vertices: by value, equal ones by index. */
export const isAbove = (values: Float64Array, a: number, b: number): boolean => values[a]! > values[b]! || (values[a] === values[b] && a > b);

/** Files a class under those that die, those that never do, or, when it lives for no time, nowhere. */
export function record({ births, deaths, essential }: Classes, birth: number, death: number): void {
  if (birth === death) return;
  if (death === Infinity) {
    essential.push(birth);
    return;
  }
  births.push(birth);
  deaths.push(death);
}

/** 0, 1, 2 …: each its own root. `from` with a function is twenty times slower. */
export function identity(count: number): Int32Array {
  const parents = new Int32Array(count);
  for (let i = 0; i < count; i++) parents[i] = i;
  return parents;
}

/** The root of a tree; halves the path on the way. */
export function rootOf(parents: Int32Array, start: number): number {
  let at = start;
  while (parents[at] !== at) {
    parents[at] = parents[parents[at]!]!;
    at = parents[at]!;
  }
  return at;
}

import type { Picture, PictureSource } from "./picture";

/** Mean of the finite values inside the domain; 0 without any. */
function meanOf({ values, inside }: Picture): number {
  let [sum, count] = [0, 0];
  for (let i = 0; i < values.length; i++) {
    const value = values[i]!;
    if ((inside && inside[i] === 0) || value - value !== 0) continue;
    sum += value;
    count++;
  }
  return count > 0 ? sum / count : 0;
}

/**
 * Phase of two fields in each cell: the angle of (u − ū, v − v̄) in (−π, π], ū and v̄ their means over the domain. NaN where either is not
 * finite. A spiral's core is where all angles meet (Winfree 1987, When Time Breaks Down).
 */
export function phaseAngles(u: Picture, v: Picture): Float32Array {
  const [meanU, meanV] = [meanOf(u), meanOf(v)];
  const angles = new Float32Array(u.values.length);
  for (let i = 0; i < angles.length; i++) {
    const [du, dv] = [u.values[i]! - meanU, v.values[i]! - meanV];
    angles[i] = du - du === 0 && dv - dv === 0 ? Math.atan2(dv, du) : NaN;
  }
  return angles;
}

/** The phase of two fields as a picture of its own; null while one of them is not there or of another size. */
export function phaseSource(first: PictureSource, second: PictureSource): PictureSource {
  let last: Picture | null = null;
  return {
    latest() {
      const [u, v] = [first.latest(), second.latest()];
      if (!u || !v || u.values.length !== v.values.length) return null;
      const key = `${u.key} ${v.key}`;
      if (last?.key !== key) last = { ...u, key, values: phaseAngles(u, v) };
      return last;
    },
    subscribe: (changed) => first.subscribe(changed),
  };
}

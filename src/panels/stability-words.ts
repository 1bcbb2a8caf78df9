import type { FixedPoint } from "../state/analysis-slice";
import { formatNumber, formatSetting } from "../ui/format";

/** What becomes of small disturbances of each kind of uniform state. */
export const classMeanings = {
  "Turing unstable": "holds where all is stirred; waves of finite length grow out of it",
  "Hopf unstable": "swings ever wider",
  "unstable node": "leaves after every small disturbance",
  saddle: "leaves after one disturbance and returns after another",
  "unstable to waves": "stays as a whole; waves grow out of it",
  neutral: "neither returns nor leaves when it is shifted as a whole",
  "stable focus": "swings back after every small disturbance",
  "stable node": "returns after every small disturbance",
} as const;
type StateClass = keyof typeof classMeanings;

/** Share of the largest eigenvalue below which a real or imaginary part counts as 0. */
const negligible = 1e-9;

/** The kind of a uniform state: by its waves where these decide, else by the eigenvalues at k = 0. */
export function classOf({ eigenvalues, turing, hopf, kRange }: Pick<FixedPoint, "eigenvalues" | "turing" | "hopf" | "kRange">): StateClass {
  if (turing) return "Turing unstable";
  if (hopf) return "Hopf unstable";
  const scale = negligible * Math.max(...eigenvalues.map(({ re, im }) => Math.hypot(re, im)));
  const grows = eigenvalues.filter(({ re }) => re > scale).length;
  const decays = eigenvalues.filter(({ re }) => re < -scale).length;
  if (grows > 0) return decays > 0 ? "saddle" : "unstable node";
  if (kRange) return "unstable to waves";
  if (decays < eigenvalues.length) return "neutral";
  return eigenvalues.some(({ im }) => Math.abs(im) > scale) ? "stable focus" : "stable node";
}

export const isStable = (point: FixedPoint): boolean => /^stable/.test(classOf(point));

/** The fixed points with their place in the report, those that a run leaves first. */
export function unstableFirst(points: readonly FixedPoint[]): { point: FixedPoint; index: number }[] {
  const numbered = points.map((point, index) => ({ point, index }));
  return [...numbered.filter(({ point }) => !isStable(point)), ...numbered.filter(({ point }) => isStable(point))];
}

/** u = 1, v = 0.9 */
export const stateInWords = ({ state }: Pick<FixedPoint, "state">): string =>
  Object.entries(state)
    .map(([name, value]) => `${name} = ${formatSetting(value, 3)}`)
    .join(", ");

/** Complex numbers, conjugate pairs as one: "0.025 ± 0.63i", "−1". */
export function eigenvaluesInWords(eigenvalues: FixedPoint["eigenvalues"]): string[] {
  const scale = negligible * Math.max(...eigenvalues.map(({ re, im }) => Math.hypot(re, im)));
  return eigenvalues.flatMap(({ re, im }) => {
    const real = Math.abs(re) > scale ? formatNumber(re, 3) : "0";
    if (Math.abs(im) <= scale) return [real];
    return im > 0 ? [`${real} ± ${formatNumber(im, 3)}i`] : [];
  });
}

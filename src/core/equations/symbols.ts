const greek = new Set(
  (
    "alpha beta gamma delta epsilon varepsilon zeta eta theta vartheta iota kappa lambda mu nu xi pi rho sigma tau upsilon phi varphi chi psi omega " +
    "Gamma Delta Theta Lambda Xi Pi Sigma Upsilon Phi Psi Omega"
  ).split(" "),
);

/**
 * A name as LaTeX. Greek letters are spelt out (`alpha`), what follows an underscore or a final number is the index
 * (`D_u`, `k1`), and so is the axis of an extent (`Lx`); longer words stand upright.
 */
export function nameLatex(id: string): string {
  const [head = id, ...tail] = id.replace(/^L(?=[xyz]$)/, "L_").split("_");
  const [, stem = head, digits = ""] = /^(.*?\D)(\d+)$/.exec(head) ?? [];
  const index = [digits, ...tail].filter((part) => part !== "").map(wordLatex);
  return wordLatex(stem) + (index.length > 0 ? `_{${index.join(",")}}` : "");
}

function wordLatex(word: string): string {
  if (greek.has(word)) return `\\${word}`;
  return /^(.|\d+)$/.test(word) ? word : `\\mathrm{${word}}`;
}

/** A number as LaTeX, by powers of ten outside [0.001, 10⁶): 2e-5 is 2 × 10⁻⁵. The digits are the fewest that read back exactly. */
export function numberLatex(value: number): string {
  const size = Math.abs(value);
  if (size === 0 || (size >= 1e-3 && size < 1e6)) return String(value);
  const [digits = "", exponent] = value.toExponential().split("e");
  const power = `10^{${Number(exponent)}}`;
  return /^-?1$/.test(digits) ? digits.replace("1", power) : `${digits} \\times ${power}`;
}

/** What the number of a metric is, in LaTeX: the symbol before its value. */
const symbols: Readonly<Record<string, string>> = {
  "box-counting": "D",
  "information-dimension": "D_1",
  "correlation-dimension": "D_2",
  "mass-radius-dimension": "D",
  "perimeter-area-dimension": "D",
  "local-dimension": "\\langle d \\rangle",
  lacunarity: "\\Lambda",
  "connected-components": "b_0",
  "euler-number": "\\chi",
  "minkowski-functionals": "S_V",
  "skeleton-graph": "L",
  "differential-box-counting": "D",
  variogram: "D",
  "spectral-slope": "\\beta",
  "multifractal-spectrum": "D_0 - D_2",
  "correlation-length": "\\xi",
  "structure-factor": "\\lambda",
  "persistent-homology": "N_\\varepsilon",
  "dimension-over-threshold": "\\Delta D",
};

/** Null for a metric that has none. */
export const symbolOfMetric = (id: string): string | null => symbols[id] ?? null;

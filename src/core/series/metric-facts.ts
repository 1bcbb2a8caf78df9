/** What a series metric is called in a formula, how it is defined, and in which unit its range of scales is. */
export interface SeriesMetricFacts {
  /** LaTeX. */
  symbol: string;
  /** LaTeX of the definition. */
  formula: string;
  /** What the range counts: words behind its two numbers; null for a metric without scales. */
  scales: string | null;
}

/** By the id of the metric. */
export const seriesMetricFacts: Readonly<Record<string, SeriesMetricFacts>> = {
  higuchi: {
    symbol: "D",
    formula: String.raw`\langle L(k)\rangle \propto k^{-D},\quad L_m(k)=\frac{n-1}{\lfloor (n-m)/k\rfloor k^2}\sum_i |x_{m+ik}-x_{m+(i-1)k}|`,
    scales: "samples",
  },
  dfa: {
    symbol: String.raw`\alpha`,
    formula: String.raw`F(s)=\sqrt{\Big\langle \tfrac1s\sum_{i}\big(y_i-p_w(i)\big)^2\Big\rangle_{w}}\propto s^{\alpha},\quad y_i=\sum_{j\le i}(x_j-\bar x)`,
    scales: "samples",
  },
  hurst: {
    symbol: "H",
    formula: String.raw`H=\begin{cases}\alpha & \alpha\le 1\ \text{(noise)}\\ \alpha-1 & \alpha>1\ \text{(walk)}\end{cases}`,
    scales: "samples",
  },
  whittle: {
    symbol: "H",
    formula: String.raw`\hat H=\arg\min_H\Big[\log\Big\langle \frac{I(\omega_k)}{f_H(\omega_k)}\Big\rangle+\langle\log f_H(\omega_k)\rangle\Big]`,
    scales: "samples",
  },
  mfdfa: {
    symbol: String.raw`\Delta h`,
    formula: String.raw`F_q(s)=\Big\langle F_w(s)^{q}\Big\rangle_w^{1/q}\propto s^{h(q)},\quad \Delta h=h(-q)-h(q),\quad f(\alpha)=q\alpha-\tau,\ \alpha=\tau'(q),\ \tau=q\,h-1`,
    scales: "samples",
  },
  "spectral-slope": { symbol: String.raw`\beta`, formula: String.raw`I(\omega)\propto \omega^{-\beta}`, scales: "samples" },
  "rescaled-range": {
    symbol: String.raw`H_{R/S}`,
    formula: String.raw`\frac{\langle R/S\rangle_m}{\mathrm{E}_0[R/S]_m}\propto m^{H-1/2}`,
    scales: "samples",
  },
  "generalised-hurst": { symbol: "H(q)", formula: String.raw`\langle |x_{t+\tau}-x_t|^q\rangle\propto \tau^{qH(q)}`, scales: "samples" },
  katz: { symbol: "D", formula: String.raw`D=\frac{\log n}{\log n+\log (d/L)},\quad L=\sum|x_i-x_{i-1}|,\ d=\max|x_i-x_0|`, scales: null },
  petrosian: { symbol: "D", formula: String.raw`D=\frac{\log n}{\log n+\log\frac{n}{n+0.4N}}`, scales: null },
  "sample-entropy": {
    symbol: "S",
    formula: String.raw`S=-\ln\frac{\#\{i<j:\ \max_{k\le m}|x_{i+k}-x_{j+k}|\le r\}}{\#\{i<j:\ \max_{k<m}|x_{i+k}-x_{j+k}|\le r\}}`,
    scales: null,
  },
  "multiscale-entropy": {
    symbol: String.raw`\bar S`,
    formula: String.raw`\bar S=\frac1{s_{\max}}\sum_{s} S\big(x^{(s)}\big),\quad x^{(s)}_i=\frac1s\sum_{j=is}^{(i+1)s-1}x_j`,
    scales: "samples a mean",
  },
  "permutation-entropy": { symbol: "h", formula: String.raw`h=-\frac{1}{\ln m!}\sum_\pi p_\pi\ln p_\pi`, scales: null },
  lyapunov: {
    symbol: String.raw`\lambda_1`,
    formula: String.raw`\big\langle\ln d_i(k)\big\rangle_i\approx\text{const}+\lambda_1 k\,\Delta t`,
    scales: "of time",
  },
  "lyapunov-kantz": {
    symbol: String.raw`\lambda_1`,
    formula: String.raw`S(k)=\Big\langle\ln\big\langle|x_{i+k}-x_{j+k}|\big\rangle_{j\in U_\varepsilon(i)}\Big\rangle_i\approx\text{const}+\lambda_1 k\,\Delta t`,
    scales: "of time",
  },
  "correlation-dimension": {
    symbol: "D_2",
    formula: String.raw`C(r)=\frac{\#\{|i-j|>w:\ \|\mathbf x_i-\mathbf x_j\|_\infty<r\}}{\#\text{pairs}}\propto r^{D_2}`,
    scales: "deviations",
  },
  recurrence: {
    symbol: String.raw`\mathrm{DET}`,
    formula: String.raw`\mathrm{DET}=\frac{\sum_{l\ge l_{\min}} l\,P(l)}{\sum_{l} l\,P(l)},\quad R_{ij}=\Theta\big(\varepsilon-\|\mathbf x_i-\mathbf x_j\|_\infty\big)`,
    scales: null,
  },
};

import { it } from "vitest";
import { readFileSync } from "node:fs";
import { dfa } from "../../../src/core/series/dfa";
import { higuchi } from "../../../src/core/series/higuchi";
let seed = 12345; const rnd = () => { seed |= 0; seed = (seed + 0x6d2b79f5) | 0; let t = Math.imul(seed ^ (seed >>> 15), 1 | seed); t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t; return ((t ^ (t >>> 14)) >>> 0) / 4294967296; };
const gauss = () => Math.sqrt(-2 * Math.log(1 - rnd())) * Math.cos(2 * Math.PI * rnd());
function fft(re: Float64Array, im: Float64Array) { const n = re.length; for (let i = 1, j = 0; i < n; i++) { let b = n >> 1; for (; j & b; b >>= 1) j ^= b; j ^= b; if (i < j) { [re[i], re[j]] = [re[j]!, re[i]!]; [im[i], im[j]] = [im[j]!, im[i]!]; } }
  for (let len = 2; len <= n; len <<= 1) { const a = -2 * Math.PI / len; for (let i = 0; i < n; i += len) for (let k = 0; k < len / 2; k++) { const c = Math.cos(a * k), s = Math.sin(a * k); const p = i + k, q = p + len / 2; const x = re[q]! * c - im[q]! * s, y = re[q]! * s + im[q]! * c; re[q] = re[p]! - x; im[q] = im[p]! - y; re[p]! += x; im[p]! += y; } } }
function fgn(H: number, n: number) { const m = 2 * n, g = (k: number) => (Math.abs(k + 1) ** (2 * H) - 2 * Math.abs(k) ** (2 * H) + Math.abs(k - 1) ** (2 * H)) / 2;
  const re = new Float64Array(m), im = new Float64Array(m); for (let k = 0; k <= n; k++) re[k] = g(k); for (let k = 1; k < n; k++) re[m - k] = g(k); fft(re, im); const lam = re.map((v) => Math.max(v, 0));
  const a = new Float64Array(m), b = new Float64Array(m); a[0] = Math.sqrt(lam[0]! / m) * gauss(); a[n] = Math.sqrt(lam[n]! / m) * gauss(); for (let k = 1; k < n; k++) { const s = Math.sqrt(lam[k]! / (2 * m)); a[k] = s * gauss(); b[k] = s * gauss(); a[m - k] = a[k]!; b[m - k] = -b[k]!; } fft(a, b); return a.slice(0, n); }
const stat = (x: number[]) => { const m = x.reduce((a, b) => a + b) / x.length; return [m, Math.sqrt(x.reduce((a, b) => a + (b - m) ** 2, 0) / (x.length - 1))]; };
const val = (r: { value: number | null }) => r.value!;
it("golden", () => { for (const s of JSON.parse(readFileSync("tests/golden/timeseries/fgn.json", "utf8")).series) { let c = 0; const walk = s.x.map((v: number) => (c += v)); console.log(s.H, s.thisRealisation.dfa1, val(dfa.measure(s.x)).toFixed(4), s.tolerance.dfaAlpha, "walk D", val(higuchi.measure(walk)).toFixed(3), val(higuchi.measure(walk, { kMax: 32 })).toFixed(3), 2 - s.H); }
 for (const s of JSON.parse(readFileSync("tests/golden/timeseries/weierstrass.json", "utf8")).series) console.log(s.H, s.dimension, val(higuchi.measure(s.x)).toFixed(3), val(higuchi.measure(s.x, { kMax: 32 })).toFixed(3)); });
it("cal", () => {
  for (const n of [256, 1024, 4096, 16384]) for (const order of n===1024?[1,2,3]:[1]) { const rows = []; for (const a of [0.1, 0.3, 0.5, 0.7, 0.9, 1.1, 1.3, 1.5, 1.7, 1.9]) { const H = a > 1 ? a - 1 : a; const r = []; for (let i = 0; i < (n > 5000 ? 100 : 400); i++) { let x = fgn(H, n); let c = 0; if (a > 1) x = x.map((v) => (c += v)); r.push(val(dfa.measure(x, { order }))); } const [m, s] = stat(r); rows.push(`${a}:${m!.toFixed(3)}/${s!.toFixed(4)}`); } console.log("dfa", n, order, rows.join(" ")); }
  for (const kMax of [5, 10, 32]) for (const n of [64, 128, 256, 1024, 4096]) { if (n < 4 * kMax) continue; const rows = []; for (const H of [0, 0.1, 0.3, 0.5, 0.7, 0.9]) { const r = []; for (let i = 0; i < 400; i++) { let c = 0; const f = fgn(H||.5, n); const x = H?f.map((v) => (c += v)):f; r.push(val(higuchi.measure(x, { kMax }))); } const [m, s] = stat(r); rows.push(`${2 - H}:${m!.toFixed(3)}/${s!.toFixed(4)}`); } console.log("hig", kMax, n, rows.join(" ")); }
}, 500000);

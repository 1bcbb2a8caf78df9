import { flag } from "../define/params";
import { defineFieldMetric, undefinedBecause, type Field, type MetricResult } from "../define/metric";
import { fluctuationOf, notFiniteWarning, withoutTexture } from "./finite-field";
import { measureWavelength } from "./wavelength";

/** What the plot of S(k) draws. */
export type StructureFactorDetail = {
  /** Angular wavenumber of each shell, in radians per cell, ascending. */
  k: number[];
  /** S(k): mean power of the modes in each shell, in squared units of the field. */
  power: number[];
  /** Wavenumber of the peak: the power-weighted mean of the shells with at least half the power of the strongest. */
  peak: number;
  /** Full width of the peak at half its height, in radians per cell. */
  width: number;
  /** peak / width: how many wavelengths the pattern keeps its order, about. Limited to the number that fit into the frame. */
  quality: number;
  /** Upper bounds of the chance that noise of equal power left of the peak, and right of it, would show such a peak. */
  chance: { longer: number; shorter: number };
};

const shortestSide = 8;
/** On either side. The bound is generous and both sides have to agree: of hundreds of fields of noise none passes. */
const largestChance = 0.01;
/** Share of the modes that remain independent after a Hann window, per axis: (mean w²)²/mean w⁴ = (3/8)²/(35/128). */
const independentShare = 18 / 35;
/** Shells up to this multiple of the peak are its right side; beyond, the spectrum of any smooth field falls. */
const rightSide = 2;

/**
 * The structure factor S(k), the power spectrum averaged over directions, and the dominant wavelength 2π/k at its peak, as
 * `measureWavelength` finds it. A peak has to rise over both its sides: red noise has as much power in longer waves, white noise in
 * shorter ones. The power of a shell of m independent modes of noise is a gamma variable of shape m; that two such means differ by the
 * ratio seen is bounded by Chernoff's inequality (1952, doi:10.1214/aoms/1177729330), and the bound must be below 0.01 on either side.
 *
 * `interval` is half a shell either way, what the frame resolves. Cells that are not finite count as the mean of the others.
 * Undefined for fields without such a peak, and when fewer than two waves fit into the frame.
 */
export const structureFactor = defineFieldMetric({
  id: "structure-factor",
  title: "Dominant wavelength (structure factor)",
  unit: "cells",
  lengthPower: 1,
  source:
    "Hansen and McDonald 2013, Theory of Simple Liquids, §4.1, doi:10.1016/C2010-0-66723-X; Cross and Hohenberg 1993, doi:10.1103/RevModPhys.65.851",
  help: "The length after which a pattern of stripes or spots repeats: where the power spectrum has its peak. Noise has none.",
  formula:
    "\\lambda = \\frac{2 \\pi}{k^*}, \\quad k^* = \\arg\\max S(k), \\quad S(k) = \\langle |\\hat f(\\mathbf{k})|^2 \\rangle_{|\\mathbf{k}| = k}",
  dimensions: [2, 3],
  nullModels: [],
  params: {
    periodic: flag(false, { title: "Periodic", help: "Opposite sides continue each other, so the field need not be faded at its rim." }),
  },
  measure: (field, { periodic = false } = {}): MetricResult<StructureFactorDetail> => measurePeak(field, periodic),
  knownAnswers: () => [{ title: "12 cells for oblique stripes that repeat after 12", field: obliqueStripes(144, 12), value: 12, tolerance: 0.2 }],
});

function measurePeak(field: Field, periodic: boolean): MetricResult<StructureFactorDetail> {
  const fluctuation = fluctuationOf(field);
  const lacking = withoutTexture(fluctuation, shortestSide);
  if (lacking !== null) return undefinedBecause(lacking);
  const { shape, values } = fluctuation;
  const found = measureWavelength({ shape, values }, { periodic });
  const { k, power } = { k: [], power: [], ...found.detail };
  if (found.value === null) return { ...undefinedBecause(found.reason), detail: { k, power } };

  const top = power.reduce((best, value, shell) => (value > power[best]! ? shell : best), 0);
  const [first, last] = halfHeight(power, top);
  const peak = found.detail!.peak;
  const left = first > 0 ? between(k, power, first - 1, first, power[top]! / 2) : 0;
  const right = last < k.length - 1 ? between(k, power, last, last + 1, power[top]! / 2) : k.at(-1)!;
  const modes = modesOf(k, shape, periodic);
  const side = (from: number, to: number): Side => sideOf(power, modes, from, to);
  const end = k.findIndex((wave) => wave > rightSide * peak);
  const band = side(first, last);
  // A window spreads a wave over the next shell either way, which then is neither peak nor ground.
  const gap = periodic ? 1 : 2;
  const chance = {
    longer: chanceOf(band, side(0, first - gap)),
    shorter: chanceOf(band, side(last + gap, Math.max(last + gap, (end < 0 ? k.length : end) - 1))),
  };
  const detail: StructureFactorDetail = { k, power, peak, width: right - left, quality: peak / (right - left), chance };
  const missing = missingSide(chance);
  if (missing !== null) return { ...undefinedBecause(missing), detail };
  return {
    value: found.value,
    ...(found.interval && { interval: found.interval }),
    range: [(2 * Math.PI) / k.at(-1)!, (2 * Math.PI) / k[0]!],
    warnings: notFiniteWarning(fluctuation, "are put at the mean of the others"),
    detail,
  };
}

function missingSide({ longer, shorter }: StructureFactorDetail["chance"]): string | null {
  const [red, white] = [longer > largestChance, shorter > largestChance];
  if (red && white) return "no dominant wavelength: waves of all lengths are about as strong, as in noise";
  if (red) return "no dominant wavelength: longer waves are about as strong as the strongest, as in red noise";
  if (white) return "no dominant wavelength: shorter waves are about as strong as the strongest";
  return null;
}

/** First and last shell around the top for as long as they hold half its power. */
function halfHeight(power: readonly number[], top: number): [number, number] {
  let [first, last] = [top, top];
  while (first > 0 && power[first - 1]! >= power[top]! / 2) first--;
  while (last < power.length - 1 && power[last + 1]! >= power[top]! / 2) last++;
  return [first, last];
}

/** Where the power passes a height between two shells, by a straight line. */
function between(k: readonly number[], power: readonly number[], a: number, b: number, height: number): number {
  return k[a]! + ((height - power[a]!) / (power[b]! - power[a]!)) * (k[b]! - k[a]!);
}

/** Independent modes in each shell: half of those there are, since opposite ones are conjugate, and fewer where a window joins neighbours. */
function modesOf(k: readonly number[], shape: readonly number[], periodic: boolean): number[] {
  const axes = shape.length;
  const width = (2 * Math.PI) / Math.max(...shape);
  const density = shape.reduce((product, cells) => (product * cells) / (2 * Math.PI), 1);
  const share = (periodic ? 1 : independentShare ** axes) / 2;
  return k.map((_, shell) => {
    const wave = (shell + 1) * width;
    return Math.max(1, share * density * width * (axes === 3 ? 4 * Math.PI * wave ** 2 : 2 * Math.PI * wave));
  });
}

/** Shells together: their mean power, and the modes behind it. */
interface Side {
  power: number;
  modes: number;
}

function sideOf(power: readonly number[], modes: readonly number[], from: number, to: number): Side {
  let [sum, count] = [0, 0];
  for (let shell = Math.max(0, from); shell <= Math.min(to, power.length - 1); shell++) {
    sum += modes[shell]! * power[shell]!;
    count += modes[shell]!;
  }
  return { power: count > 0 ? sum / count : 0, modes: count };
}

/**
 * Bound of the chance that the mean of `a` modes exceeds that of `b` modes of the same noise by the ratio seen or more: their share of the sum is
 * a beta variable, whose tail is that of a binomial one. 1 where there is nothing to compare with.
 */
function chanceOf(band: Side, side: Side): number {
  if (side.modes === 0 || band.power <= side.power) return 1;
  const share = (band.power * band.modes) / (band.power * band.modes + side.power * side.modes);
  const trials = band.modes + side.modes - 1;
  const hits = (band.modes - 1) / trials;
  if (hits >= share) return 1;
  const divergence = (hits > 0 ? hits * Math.log(hits / share) : 0) + (1 - hits) * Math.log((1 - hits) / (1 - share));
  return share < 1 ? Math.exp(-trials * divergence) : 0;
}

/** Three steps along y for four along x: the wave vector has a length of five. */
function obliqueStripes(side: number, wavelength: number): Field {
  const phase = (y: number, x: number): number => (2 * Math.PI * (0.6 * y + 0.8 * x)) / wavelength;
  return { shape: [side, side], values: Float64Array.from({ length: side * side }, (_, i) => Math.cos(phase(Math.floor(i / side), i % side))) };
}

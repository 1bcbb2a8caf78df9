import { WorkbenchError, type ErrorCode } from "../errors";
import { log } from "../field/elementary";

/** Constants of MyceliumFractalNet 4.1. Its R is rounded; its clamp falsifies Ca²⁺. */
const R = 8.314;
const F = 96485.33212;
const BODY_KELVIN = 310;
const CLAMP = 1e-6;

export type ReferenceException = "ZeroDivisionError" | "ValueOutOfRangeError" | "NumericalInstabilityError";

/** A failure of the reference under the name it has there. */
export class ReferenceFailure extends WorkbenchError {
  readonly exception: ReferenceException;

  constructor(exception: ReferenceException, code: ErrorCode, path: readonly string[], sentence: string) {
    super(code, path, sentence);
    this.exception = exception;
  }
}

/** Python's max(c, clamp): a NaN stays. */
const raised = (concentration: number, clamp: number): number => (clamp > concentration ? clamp : concentration);

/**
 * `compute_nernst_potential` of MFN v4.1, volts. Concentrations in mol/L, at least 10⁻⁶; nothing else is checked: NaN,
 * infinity and negative temperatures pass. Use `nernstPotential` for answers that are right.
 * @throws ReferenceFailure ZeroDivisionError for z = 0.
 */
export function referenceNernst(z: number, outside: number, inside: number, kelvin = BODY_KELVIN, clamp = CLAMP): number {
  if (z === 0) throw new ReferenceFailure("ZeroDivisionError", "parameter/out-of-range", ["z"], "the charge number may not be 0");
  return ((R * kelvin) / (z * F)) * log(raised(outside, clamp) / raised(inside, clamp));
}

export interface MembraneConfig {
  temperatureK: number;
  ionClampMin: number;
  potentialMinV: number;
  potentialMaxV: number;
  scheme: "euler" | "rk4";
  /** Step, s. */
  dt: number;
  checkStability: boolean;
}

const defaults: MembraneConfig = {
  temperatureK: BODY_KELVIN,
  ionClampMin: CLAMP,
  potentialMinV: -0.15,
  potentialMaxV: 0.15,
  scheme: "euler",
  dt: 1e-4,
  checkStability: true,
};

/** What the engine remembers of its last work; statistics in volts, with the population's standard deviation. */
export interface MembraneMetrics {
  clampingEvents: number;
  min: number | null;
  max: number | null;
  mean: number | null;
  std: number | null;
}

/** `MembraneEngine` of MFN v4.1: Nernst potentials and integration of membrane equations, with its checks and counts. */
export class ReferenceMembraneEngine {
  readonly config: MembraneConfig;
  metrics: MembraneMetrics = emptyMetrics();

  /** @throws ReferenceFailure ValueOutOfRangeError for a value outside the engine's ranges. */
  constructor(config: Partial<MembraneConfig> = {}) {
    this.config = { ...defaults, ...config };
    checkConfig(this.config);
  }

  /**
   * Nernst potential, volts. One clamping event when either concentration was raised.
   * @throws ReferenceFailure ValueOutOfRangeError for z outside ±1, ±2; NumericalInstabilityError for NaN or infinity.
   */
  nernst(z: number, outside: number, inside: number, kelvin = this.config.temperatureK): number {
    requireValence(z);
    const { ionClampMin } = this.config;
    if (raised(outside, ionClampMin) !== outside || raised(inside, ionClampMin) !== inside) this.metrics.clampingEvents++;
    const volts = referenceNernst(z, outside, inside, kelvin, ionClampMin);
    this.requireFinite([volts], "Nernst potential");
    return volts;
  }

  /** The same for many concentrations: one clamping event per value raised; statistics go into `metrics`. */
  nernstArray(z: number, outside: readonly number[], inside: readonly number[], kelvin = this.config.temperatureK): Float64Array {
    requireValence(z);
    const { ionClampMin } = this.config;
    this.metrics.clampingEvents += [...outside, ...inside].filter((c) => raised(c, ionClampMin) !== c).length;
    const volts = Float64Array.from(outside, (c, i) => referenceNernst(z, c, inside[i]!, kelvin, ionClampMin));
    this.requireFinite(volts, "Nernst potential");
    Object.assign(this.metrics, statistics(volts));
    return volts;
  }

  /**
   * Integrates dV/dt = f(V), V in volts, over whole steps of `dt`. After each step V is clipped to the potential's
   * limits, each clipped value counted. Metrics start anew.
   * @throws ReferenceFailure NumericalInstabilityError when a value is not finite.
   */
  integrate(start: ArrayLike<number>, f: (v: number) => number, steps: number, clamp = true): Float64Array {
    const { dt, scheme } = this.config;
    this.metrics = emptyMetrics();
    const v = Float64Array.from(start);
    const advanced = scheme === "euler" ? (x: number) => x + dt * f(x) : (x: number) => rungeKutta4(x, f, dt);
    for (let step = 0; step < steps; step++) {
      for (let i = 0; i < v.length; i++) v[i] = advanced(v[i]!);
      if (clamp) this.clip(v);
      this.requireFinite(v, "potential");
    }
    Object.assign(this.metrics, statistics(v));
    return v;
  }

  private clip(v: Float64Array): void {
    const { potentialMinV, potentialMaxV } = this.config;
    for (let i = 0; i < v.length; i++) {
      const value = v[i]!;
      if (value >= potentialMinV && value <= potentialMaxV) continue;
      v[i] = value < potentialMinV ? potentialMinV : value > potentialMaxV ? potentialMaxV : value;
      this.metrics.clampingEvents++;
    }
  }

  private requireFinite(values: ArrayLike<number>, what: string): void {
    if (!this.config.checkStability) return;
    const bad = Array.from(values).filter((value) => !Number.isFinite(value)).length;
    if (bad > 0)
      throw new ReferenceFailure(
        "NumericalInstabilityError",
        "data/not-finite",
        ["potential"],
        `${bad} value(s) of the ${what} are not finite; check concentrations and dt`,
      );
  }
}

function rungeKutta4(v: number, f: (v: number) => number, dt: number): number {
  const k1 = f(v);
  const k2 = f(v + 0.5 * dt * k1);
  const k3 = f(v + 0.5 * dt * k2);
  const k4 = f(v + dt * k3);
  return v + (dt / 6) * (k1 + 2 * k2 + 2 * k3 + k4);
}

function requireValence(z: number): void {
  if (![-2, -1, 1, 2].includes(z))
    throw outOfRange("z", z === 0 ? "the charge number may not be 0" : `expected a charge number of −2, −1, 1 or 2, got ${z}`);
}

function checkConfig({ temperatureK, ionClampMin, potentialMinV, potentialMaxV, dt }: MembraneConfig): void {
  if (!(temperatureK >= 273 && temperatureK <= 320)) throw outOfRange("temperatureK", `expected a temperature in [273, 320] K, got ${temperatureK}`);
  if (!(ionClampMin > 0)) throw outOfRange("ionClampMin", `expected a concentration above 0, got ${ionClampMin}`);
  if (!(potentialMinV < potentialMaxV))
    throw outOfRange("potentialMinV", `expected less than potentialMaxV = ${potentialMaxV} V, got ${potentialMinV}`);
  if (potentialMinV < -0.15) throw outOfRange("potentialMinV", `expected at least −0.15 V, got ${potentialMinV}`);
  if (potentialMaxV > 0.15) throw outOfRange("potentialMaxV", `expected at most 0.15 V, got ${potentialMaxV}`);
  if (!(dt >= 1e-7 && dt <= 1e-2)) throw outOfRange("dt", `expected a step in [1e-7, 1e-2] s, got ${dt}`);
}

function outOfRange(name: string, sentence: string): ReferenceFailure {
  return new ReferenceFailure("ValueOutOfRangeError", "parameter/out-of-range", [name], sentence);
}

function emptyMetrics(): MembraneMetrics {
  return { clampingEvents: 0, min: null, max: null, mean: null, std: null };
}

function statistics(values: Float64Array): Omit<MembraneMetrics, "clampingEvents"> {
  if (values.length === 0) return { min: null, max: null, mean: null, std: null };
  const mean = values.reduce((sum, x) => sum + x, 0) / values.length;
  const std = Math.sqrt(values.reduce((sum, x) => sum + (x - mean) ** 2, 0) / values.length);
  return { min: Math.min(...values), max: Math.max(...values), mean, std };
}

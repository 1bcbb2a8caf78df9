import type { EquationModel } from "../../../core/define/model";
import { defineModel } from "../../../core/define/model";
import { num } from "../../../core/define/params";
import type { FieldValues, Simulation } from "../../../core/simulation";
import type { RunSpec } from "../../../core/spec/run-spec";

/**
 * How near a run on a graphics processor is to the same run in single precision on the CPU, as the greatest difference of a
 * field over the greatest size of its values. Both round every operation to 24 bits, but a device may fuse a product with
 * a sum and divide to 2.5 units of the last place, so one step differs by a few units (2⁻²⁴ ≈ 6·10⁻⁸ each) of the largest
 * term, and differences add up: at worst by as much in each of 100 steps, in practice as √100. In software they are below 4·10⁻⁷ then.
 * A run that magnifies small differences (chaos, excitation) does so with these: compare it with runs that begin a unit of the last place apart.
 */
export const agreement = { afterOneStep: 2e-6, afterHundredSteps: 1e-4 } as const;

const [width, height] = [37, 21];
const steps = 4;

/** Large and small values side by side, neighbours, a sum over the domain, draws, and elementary functions. */
const model: EquationModel = defineModel({
  id: "known-field",
  title: "Known field",
  summary: "Tries out what a device computes.",
  source: "none",
  species: {
    large: { title: "Large", unit: "1", range: [0, 2e5] },
    small: { title: "Small", unit: "1", range: [0, 1e-4] },
  },
  params: { D: num(0.1, { title: "Diffusivity", unit: "1", min: 0, max: 1 }) },
  equations: {
    large: "D*laplacian(large) + 0.01*(mean(large) - large) + noise(1e3)",
    small: "D*laplacian(small) + 1e-6*sin(1e-5*large)*exp(-1e4*small) + noise(1e-6)",
  },
  initial: { kind: "expression", large: "0", small: "0" },
  integrator: { method: "heun", dt: 0.5 },
});

const spec: RunSpec = {
  version: 1,
  model: model.id,
  parameters: { D: 0.1 },
  grid: { shape: [height, width], spacing: 1, stencil: "isotropic" },
  boundary: { "x-": "neumann", "x+": "neumann", "y-": "periodic", "y+": "periodic" },
  initial: model.initial,
  integrator: { method: "heun", dt: 0.5 },
  precision: "f32",
  seed: 5,
  steps,
  record: { every: 0, fields: [] },
};

/** 70 001 and 1e5 need more than half precision has; so does 1e-5 with its digits. */
function start(): Record<string, FieldValues> {
  const cells = Array.from({ length: width * height }, (_, i) => i);
  return {
    large: Float32Array.from(cells, (i) => (i % 3 === 0 ? 70001 : 1e5) + i),
    small: Float32Array.from(cells, (i) => 1e-5 + i * 1e-9),
  };
}

type Start = (model: EquationModel, spec: RunSpec, initial: Record<string, FieldValues>) => Simulation | Promise<Simulation>;

/**
 * Computes a small field twice and compares.
 * @returns what is wrong with the first, in words; null when nothing is.
 */
export async function compareOnKnownField(device: Start, reference: Start): Promise<string | null> {
  const initial = start();
  const [tried, known] = await Promise.all([device(model, spec, initial), reference(model, spec, start())]);
  for (const field of known.fields) {
    const back = await tried.read(field);
    const changed = back.findIndex((value, i) => !Object.is(value, initial[field]![i]));
    if (changed >= 0) return `${initial[field]![changed]} comes back as ${back[changed]}`;
  }
  await tried.advance(steps);
  await known.advance(steps);
  for (const field of known.fields) {
    const difference = relativeDifference(await tried.read(field), await known.read(field));
    if (!(difference <= steps * agreement.afterOneStep))
      return `"${field}" differs from the processor's by ${difference.toExponential(1)} after ${steps} steps`;
  }
  tried.dispose?.();
  return null;
}

/** Greatest difference over the greatest size of the second; 0 where both are 0. */
export function relativeDifference(values: ArrayLike<number>, reference: ArrayLike<number>): number {
  let [difference, size] = [0, 0];
  for (let i = 0; i < reference.length; i++) {
    const distance = Math.abs(values[i]! - reference[i]!);
    if (Number.isNaN(distance)) return NaN;
    difference = Math.max(difference, distance);
    size = Math.max(size, Math.abs(reference[i]!));
  }
  return difference === 0 ? 0 : difference / size;
}

/** What e2e/webgpu.spec.ts calls in the browser: runs on the graphics processor beside runs on the plain back end. */
import type { EquationModel } from "../src/core/define/model";
import * as elementary from "../src/core/field/elementary";
import { models } from "../src/core/models/index";
import { startSimulation } from "../src/core/simulate";
import type { Simulation, Snapshot } from "../src/core/simulation";
import { complete } from "../src/core/spec/complete";
import { plain } from "../src/engine/backends/plain/run";
import { holdDevice } from "../src/engine/backends/webgpu/device";
import { relativeDifference } from "../src/engine/backends/webgpu/known-field";
import { findWebGpu, probe } from "../src/engine/backends/webgpu/run";
import { startOnDevice } from "../src/engine/backends/webgpu/simulation";

async function gpu() {
  const found = await findWebGpu({ allowSoftware: true });
  if (typeof found === "string") throw new Error(found);
  return found;
}

/** One field from given values, in one Euler step of dt = 1 from u = 0: u becomes the right-hand side. */
async function rightHandSide(equation: string, v: Float32Array<ArrayBuffer>, w: Float32Array<ArrayBuffer>, where: "device" | "plain", seed = 11) {
  const { model, spec } = complete({
    version: 1,
    model: "custom",
    precision: "f32",
    seed,
    species: { u: {}, v: {}, w: {} },
    params: {},
    equations: { u: equation, v: "0", w: "0" },
    grid: { shape: [256, 256], spacing: 1, stencil: "standard" },
    boundary: "periodic",
    initial: { kind: "expression", u: "0", v: "1", w: "1" },
    integrator: { method: "euler", dt: 1 },
  });
  const initial = { u: new Float32Array(v.length), v, w };
  const equations = model as EquationModel;
  const simulation =
    where === "device" ? await startOnDevice(equations, spec, initial, undefined, true) : await plain.start(equations, spec, initial);
  await simulation.advance(1);
  const values = await simulation.read("u");
  simulation.dispose?.();
  return values;
}

const cells = 256 * 256;
const total = (values: ArrayLike<number>): number => Array.from(values).reduce((sum, value) => sum + value, 0);
const distances = (a: ArrayLike<number>, b: ArrayLike<number>): number[] => Array.from(a, (value, i) => Math.abs(value - b[i]!));
/** From a to b, unevenly but always the same: multiples of the golden ratio, Weyl 1916. */
const spread = (a: number, b: number, start = 0): Float32Array<ArrayBuffer> =>
  Float32Array.from({ length: cells }, (_, i) => a + (b - a) * ((start + (i + 1) * 0.6180339887498949) % 1));
const spreadLog = (a: number, b: number): Float32Array<ArrayBuffer> => spread(Math.log(a), Math.log(b)).map(Math.exp);
const unitOfLastPlace = (x: number): number => 2 ** (Math.max(-126, Math.floor(Math.log2(Math.abs(x)))) - 23);

export const harness = {
  probe,

  models: () => [...models].filter(({ kind }) => kind === "equations").map(({ id, dimensions }) => ({ id, dimensions })),

  /**
   * Greatest relative difference of any field after 1 step and after all of them, and what the device says about finiteness.
   * `sensitivity` is the difference, after all of them, from a run on the plain back end that began one unit of the last place away.
   */
  async compare(document: unknown, steps: number) {
    const completed = complete(document);
    const device = await startSimulation(completed, await gpu());
    const reference = await startSimulation(completed, plain);
    const neighbour = await startSimulation(completed, plain);
    const { fields, ...rest } = await neighbour.save();
    for (const values of Object.values(fields)) for (let i = 0; i < values.length; i += 2) values[i]! *= 1 + 2 ** -23;
    await neighbour.restore({ fields, ...rest });
    await neighbour.advance(steps);
    const distance = async (other: Simulation) => {
      let worst = 0;
      for (const field of reference.fields) {
        const difference = relativeDifference(await other.read(field), await reference.read(field));
        worst = Number.isNaN(difference) ? NaN : Math.max(worst, difference);
      }
      return worst;
    };
    await device.advance(1);
    await reference.advance(1);
    const first = await distance(device);
    await device.advance(steps - 1);
    await reference.advance(steps - 1);
    const found = { first, last: await distance(device), sensitivity: await distance(neighbour), finite: await device.allFinite!() };
    device.dispose!();
    return found;
  },

  /** Greatest error of an elementary function in units of the last place, over 65 536 arguments. */
  async errorInUnits(name: "exp" | "log" | "sin" | "cos" | "tanh" | "pow", from: number, to: number, spacing: "even" | "log", exponent = 0) {
    const v = spacing === "even" ? spread(from, to) : spreadLog(from, to);
    const w = spread(-exponent, exponent, 0.5);
    const values = await rightHandSide(name === "pow" ? "v^w" : `${name}(v)`, v, w, "device");
    let worst = 0;
    for (let i = 0; i < cells; i++) {
      const exact = elementary[name](v[i]!, w[i]!);
      // What a step flushes, and what is 0 to the precision of the argument.
      if (Math.abs(exact) < 1e-30 || Math.abs(values[i]! - exact) < 1e-12) continue;
      worst = Math.max(worst, Math.abs(values[i]! - exact) / unitOfLastPlace(exact));
    }
    return worst;
  },

  /** Greatest distance between the normal draws of device and reference. */
  async normalDistance() {
    const one = spread(0, 1);
    const [device, reference] = [await rightHandSide("noise(1)", one, one, "device"), await rightHandSide("noise(1)", one, one, "plain")];
    return Math.max(...distances(device, reference));
  },

  /** How many Poisson counts of a mean differ, and by how much at most. */
  async countsThatDiffer(mean: number) {
    const means = new Float32Array(cells).fill(mean);
    const [device, reference] = [
      await rightHandSide("events(v, 1)", means, means, "device"),
      await rightHandSide("events(v, 1)", means, means, "plain"),
    ];
    const apart = distances(device, reference);
    return { differ: apart.filter((distance) => distance > 0).length, most: Math.max(...apart), drawn: total(reference) };
  },

  /** Sum over the domain at the start and after so many steps, relative to the start. */
  async drift(document: unknown, steps: number) {
    const device = await startSimulation(complete(document), await gpu());
    const sum = async () => total(await device.read("u"));
    const before = await sum();
    await device.advance(steps);
    const after = await sum();
    device.dispose!();
    return Math.abs(after - before) / before;
  },

  /**
   * A run with changes of parameters and copies of the state on its way, the device being destroyed at the moments named.
   * @returns the fields at the end, whether the last state is finite, and the step.
   */
  async interrupted(document: unknown, losses: readonly number[]) {
    const completed = complete(document);
    const simulation = await startSimulation(completed, await gpu());
    const lose = async (moment: number) => {
      if (losses.includes(moment)) (await holdDevice(true)).device.destroy();
    };
    await simulation.advance(30);
    await lose(1);
    await simulation.advance(10);
    simulation.setParameters({ ...completed.spec.parameters, F: 0.05 });
    await lose(2);
    await simulation.advance(7);
    const saved = await simulation.save();
    await lose(3);
    await simulation.advance(20);
    simulation.setParameters({ ...completed.spec.parameters, F: 0.03 });
    const advancing = simulation.advance(31);
    await lose(4);
    await advancing;
    await lose(5);
    const finite = await simulation.allFinite!();
    await lose(6);
    const fields: Record<string, number[]> = {};
    for (const field of simulation.fields) fields[field] = [...(await simulation.read(field))];
    const { step } = simulation;
    await simulation.restore(saved);
    await lose(7);
    await simulation.advance(20);
    fields["u after the return"] = [...(await simulation.read("u"))];
    simulation.dispose!();
    return { fields, finite, step };
  },

  /** Loses the device for good in the middle of a run; the plain back end goes on from the last state read. */
  async lostForGood(document: unknown) {
    const completed = complete(document);
    const simulation = await startSimulation(completed, await gpu());
    await simulation.advance(12);
    const saved: Snapshot = await simulation.save();
    await simulation.advance(5);
    const prototype = Object.getPrototypeOf(navigator.gpu) as GPU;
    const ask = prototype.requestAdapter;
    prototype.requestAdapter = async () => null;
    (await holdDevice(true)).device.destroy();
    const refusal = await Promise.resolve(simulation.advance(1)).then(
      () => null,
      (error: Error & { code: string }) => ({ code: error.code, message: error.message }),
    );
    const instead = await startSimulation(completed, plain);
    await instead.restore(saved);
    await instead.advance(5);
    prototype.requestAdapter = ask;
    // A device that comes back serves the next call.
    await simulation.restore(saved);
    await simulation.advance(5);
    const difference = relativeDifference(await simulation.read("u"), await instead.read("u"));
    return { refusal, step: instead.step, difference };
  },

  /** What the device says of a run that explodes. */
  async explodes(document: unknown, steps: number) {
    const simulation = await startSimulation(complete(document), await gpu());
    const before = await simulation.allFinite!();
    await simulation.advance(steps);
    return [before, await simulation.allFinite!()];
  },

  /** The code and message with which the device refuses a run; null when it takes it. */
  async refusal(document: unknown) {
    return startSimulation(complete(document), await gpu()).then(
      () => null,
      (error: Error & { code: string }) => ({ code: error.code, message: error.message }),
    );
  },
};

Object.assign(globalThis, { harness });

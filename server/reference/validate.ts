import { log } from "../../src/core/field/elementary";
import { NumpyGenerator } from "../../src/core/field/numpy-random";
import { uniformAt } from "../../src/core/field/philox";
import { referenceIfs } from "../../src/core/field/reference-ifs";
import { shuffled } from "../../src/core/learning/draw";
import { ReferenceNetwork, type NetworkParameters } from "../../src/core/learning/reference/network";
import { nernstPotential, thermalVoltage } from "../../src/core/membrane/nernst";
import { referenceNernst } from "../../src/core/membrane/reference-engine";
import { measureImage } from "../../src/core/metrics/measure-image";
import { referenceDimension, referenceField, statistics, type FieldRequest } from "./field";
import { leastSquares } from "./least-squares";
import type { ValidateAnswer, ValidateRequest } from "./schemas";

const f32 = Math.fround;
const samples = 16;
const ifsPoints = 1000;
/** Of the held-out check: runs whose spread tells how much of it is chance. */
const repeats = 3;
/** K⁺ of a mammalian cell, mol/L, at 310 K: the reference's example. */
const potassium = { z: 1, outside: 0.005, inside: 0.14, kelvin: 310 } as const;

export interface Dataset {
  /** D, and mean, standard deviation and maximum of V in units of 10 mV; single precision. */
  x: number[][];
  y: number[];
  /** Volts, over all fields. */
  min: number;
  max: number;
  /** Mean of what the reference calls the Lyapunov exponent (fault F8). */
  lyapunov: number;
}

/** The fields of one stream of numbers, as MFN v4.1 draws them. */
export function dataset(request: FieldRequest, generator: NumpyGenerator, count = samples): Dataset {
  const drawn = Array.from({ length: count }, () => {
    const field = referenceField(request, generator);
    const of = statistics(field.values);
    const { lyapunov } = referenceIfs(generator, ifsPoints);
    const x = [f32(referenceDimension(field)), f32(of.mean * 100), f32(of.std * 100), f32(of.max * 100)];
    const y = f32(f32(f32(0.5 * x[0]!) + f32(0.2) * x[1]!) - f32(0.1) * x[2]!);
    return { ...of, x, y, lyapunov };
  });
  return {
    x: drawn.map(({ x }) => x),
    y: drawn.map(({ y }) => y),
    min: Math.min(...drawn.map(({ min }) => min)),
    max: Math.max(...drawn.map(({ max }) => max)),
    lyapunov: drawn.reduce((sum, { lyapunov }) => sum + lyapunov, 0) / count,
  };
}

/** Weights and biases uniform in ±1/√(fan in), as torch begins; the draws are ours, so losses are not the reference's. */
function freshNetwork(seed: number, hidden = 32): ReferenceNetwork {
  const half = Math.floor(hidden / 2);
  const square = [hidden, hidden] as const;
  const layers = {
    input_proj: [hidden, 4],
    "attention.q_proj": square,
    "attention.k_proj": square,
    "attention.v_proj": square,
    "attention.out_proj": square,
    "net.0": square,
    "net.2": [half, hidden],
    "net.4": [1, half],
  } as const;
  const parameters: NetworkParameters = {};
  let stream = 0;
  for (const [name, [out, fanIn]] of Object.entries(layers)) {
    const bound = 1 / Math.sqrt(fanIn);
    const draw = (step: number) => (_: unknown, i: number) => bound * (2 * uniformAt(seed, step, i, 0x7a11) - 1);
    const weights = Array.from({ length: out * fanIn }, draw(stream++));
    parameters[`${name}.weight`] = Array.from({ length: out }, (_, row) => weights.slice(row * fanIn, (row + 1) * fanIn));
    parameters[`${name}.bias`] = Array.from({ length: out }, draw(stream++));
  }
  return new ReferenceNetwork(parameters);
}

/** Trains in shuffled batches; the loss of each batch before its step. */
function train(network: ReferenceNetwork, { x, y }: Pick<Dataset, "x" | "y">, { epochs, batch_size: size, seed }: ValidateRequest): number[] {
  const losses: number[] = [];
  for (let epoch = 0; epoch < epochs; epoch++) {
    const order = [...shuffled(x.length, seed + epoch)];
    for (let start = 0; start < order.length; start += size) {
      const batch = order.slice(start, start + size);
      losses.push(
        network.trainStep(
          batch.map((i) => x[i]!),
          batch.map((i) => y[i]!),
        ),
      );
    }
  }
  return losses;
}

/** POST /validate. Field metrics are those of MFN v4.1 to the bit; losses begin from weights of our own draw. */
export function validate(request: ValidateRequest): ValidateAnswer {
  const { mode, seed } = request;
  const fields: FieldRequest = {
    seed,
    grid_size: request.grid_size,
    steps: request.steps,
    turing_enabled: request.turing_enabled,
    quantum_jitter: request.quantum_jitter,
  };
  const data = dataset(fields, new NumpyGenerator(seed));
  const losses = train(freshNetwork(seed), data, request);
  const second = new NumpyGenerator(seed + 1);
  const example = referenceField(fields, second);
  const { lyapunov } = referenceIfs(second, ifsPoints);
  const shared = { pot_min_mV: data.min * 1000, pot_max_mV: data.max * 1000, growth_events: example.growthEvents, mode };
  if (mode === "reference") {
    const [start, final] = [losses[0]!, losses.at(-1)!];
    const { z, outside, inside, kelvin } = potassium;
    return {
      ...shared,
      loss_start: start,
      loss_final: final,
      loss_drop: start - final,
      example_fractal_dim: referenceDimension(example),
      lyapunov_exponent: lyapunov,
      lyapunov_mean: data.lyapunov,
      nernst_symbolic_mV: symbolicNernst(),
      nernst_numeric_mV: referenceNernst(z, outside, inside, kelvin) * 1000,
      nernst_rtfz_mV: rtfz,
      warnings: [
        "losses depend on torch's own initial weights and are not those of MFN v4.1; all else is",
        "loss_drop compares two batches of 16 fields and proves nothing; mode correct holds the network against fields it never saw",
      ],
    };
  }
  const checks = Array.from({ length: repeats }, (_, k) => heldOut({ ...request, seed: seed + k }, fields));
  const mean = (of: (check: HeldOut) => number) => checks.reduce((sum, check) => sum + of(check), 0) / repeats;
  const held = mean(({ network }) => network);
  const linear = mean((check) => check.linear);
  const first = checks[0]!;
  return {
    ...shared,
    loss_start: first.before,
    loss_final: first.after,
    loss_drop: first.before - first.after,
    example_fractal_dim: measureImage(
      { shape: [example.n, example.n], values: example.values, threshold: "otsu", invert: false, periodic: true },
      { draws: 0 },
    ).boxCounting.value,
    // The maps are similarities: both exponents are equal, and the reference's number is their sum (fault F8).
    lyapunov_exponent: lyapunov / 2,
    lyapunov_mean: data.lyapunov / 2,
    ...correctNernst(),
    held_out_loss: held,
    held_out_loss_std: Math.sqrt(checks.reduce((sum, { network }) => sum + (network - held) ** 2, 0) / (repeats - 1)),
    linear_baseline_loss: linear,
    mean_baseline_loss: mean((check) => check.constant),
    better_than_linear: held < linear,
    warnings: ["the target is a linear function of the inputs, so a linear fit is the standard to beat"],
  };
}

interface HeldOut {
  /** Mean squared errors: on the training fields before and after, and on held-out ones. */
  before: number;
  after: number;
  network: number;
  linear: number;
  constant: number;
}

/** Trains on the first fields of one stream, asks about as many that follow. */
function heldOut(request: ValidateRequest, fields: FieldRequest): HeldOut {
  const { x, y } = dataset(fields, new NumpyGenerator(request.seed), 2 * samples);
  const [seen, unseen] = [
    { x: x.slice(0, samples), y: y.slice(0, samples) },
    { x: x.slice(samples), y: y.slice(samples) },
  ];
  const network = freshNetwork(request.seed);
  const error = (of: typeof seen, answer: (x: number[], i: number) => number) =>
    of.x.reduce((sum, row, i) => sum + (answer(row, i) - of.y[i]!) ** 2, 0) / of.x.length;
  const asked = (of: typeof seen) => error(of, (row) => network.predict([[row]])[0]!);
  const before = asked(seen);
  train(network, seen, request);
  const fitted = leastSquares(seen.x, seen.y);
  const mean = seen.y.reduce((sum, value) => sum + value, 0) / samples;
  return { before, after: asked(seen), network: asked(unseen), linear: error(unseen, fitted), constant: error(unseen, () => mean) };
}

/** Constants of MFN v4.1, its R rounded; RT/F in millivolts. */
const [R, F] = [8.314, 96485.33212];
const rtfz = ((R * potassium.kelvin) / F) * 1000;

/** The same potential through the reference's symbolic formula, which rounds in another order. */
const symbolicNernst = (): number => (R * potassium.kelvin * log(potassium.outside / potassium.inside) * 1000) / F;

function correctNernst(): Pick<ValidateAnswer, "nernst_symbolic_mV" | "nernst_numeric_mV" | "nernst_rtfz_mV"> {
  const { volts } = nernstPotential({ ...potassium });
  const rt = thermalVoltage(potassium.kelvin) * 1000;
  return { nernst_symbolic_mV: rt * Math.log(potassium.outside / potassium.inside), nernst_numeric_mV: 1000 * volts, nernst_rtfz_mV: rt };
}

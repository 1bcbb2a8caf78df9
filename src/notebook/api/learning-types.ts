/** Learning, as the editor knows it. */
export const learningTypes = `
interface Aggregated {
  /** What the server applies. */
  value: number[];
  /** Indices of the updates that count; null for rules to which all do. */
  chosen: number[] | null;
  /** The most attackers among so many clients that the rule is proved for. */
  tolerates: number;
}
/**
 * One update from many by a robust rule: \`mean\`, \`median\`, \`trimmed-mean\`, \`krum\`, \`multi-krum\`, \`bulyan\`, \`hierarchical-krum\`.
 * @param attackers how many the server reckons with; more than the rule tolerates is an error.
 * @example aggregate("krum", updates, 3)
 */
declare function aggregate(rule: string, updates: readonly ArrayLike<number>[], attackers?: number, options?: Record<string, number | boolean | string>): Aggregated;
/** What attackers send who know everything: \`sign-flip\`, \`gaussian\`, \`colluding\`, \`inner-product\`. \`own\` is what they would send if they were honest. */
declare function forge(
  attack: string,
  scene: { own: readonly ArrayLike<number>[]; honest: readonly ArrayLike<number>[]; seed?: number; round?: number },
  options?: Record<string, number | boolean | string>,
): number[][];
interface FederationSpec {
  clients?: number;
  attackers?: number;
  /** How many attackers the server reckons with. */
  reckoned?: number;
  /** Clients asked in each round. */
  asked?: number;
  rounds?: number;
  rate?: number;
  /** Hidden units; 0 for a linear classifier. */
  hidden?: number;
  /** 0 … 1: how much of the data is handed out sorted by class. */
  skew?: number;
  seed?: number;
}
interface FederationRound {
  round: number;
  /** Over examples that no client has. */
  heldOut: { loss: number; accuracy: number };
  training: { loss: number; accuracy: number };
  /** Distance of what was applied from the mean of the honest updates. */
  led: number;
  choseAttacker: boolean | null;
}
/**
 * Trains a small classifier over clients, some of them attackers. \`rows\` hold numbers and one column of classes.
 * @example const rounds = await federate(rows, "species", { rule: "krum", attack: "sign-flip", attackers: 4 });
 */
declare function federate(
  rows: readonly Record<string, unknown>[],
  classColumn: string,
  options?: FederationSpec & { rule?: string; attack?: string },
): Promise<{ rounds: FederationRound[]; baseline: { loss: number; accuracy: number } }>;
interface Exploration {
  size: number;
  /** 1 for an obstacle, C order. */
  blocked: number[];
  /** Steps spent in each cell, C order. */
  visits: number[];
  episodes: { reward: number; steps: number; coverage: number; reached: boolean }[];
  /** Box-counting dimension of all visited cells. */
  dimension: number | null;
  /** A walk by what was learnt, with no random step. */
  greedy: { reward: number; steps: number; reached: boolean };
}
/**
 * Explores a grid world by Q-learning with one of \`epsilon-greedy\`, \`upper-confidence\`, \`fractal-guided\`, \`random-walk\`.
 * @example explore("upper-confidence", { seed: 3, size: 16, episodes: 300 })
 */
declare function explore(
  explorer: string,
  options?: { seed?: number; size?: number; obstacleShare?: number; episodes?: number; mostSteps?: number; rate?: number; discount?: number },
): Exploration;
/** A mean over seeds with its 95 % interval by Student's t. */
declare function overSeeds(values: readonly number[]): { mean: number; interval: readonly [number, number] };
interface SpikingSpec {
  inputs?: number;
  outputs?: number;
  rate?: number;
  /** Share of the inputs that fire together, and how closely. */
  groupShare?: number;
  correlation?: number;
  aPlus?: number;
  /** A₋τ₋/(A₊τ₊). */
  bias?: number;
  /** 0 adds and clips, 1 keeps weights from their bounds. */
  mu?: number;
  homeostasis?: number;
  drive?: number;
  dt?: number;
  seed?: number;
}
/**
 * Runs a spiking network whose synapses learn by spike timing.
 * @example const { weights, spikes } = await spiking(20, { groupShare: 0.5 });
 */
declare function spiking(seconds: number, spec?: SpikingSpec): Promise<{ spikes: { time: number; neuron: number }[]; weights: number[]; inputs: number; outputs: number }>;
/** A number that an experiment came to; null with the reason in \`note\`. */
interface ExperimentFact {
  of?: string;
  name: string;
  value: number | string | null;
  unit?: string;
  interval?: readonly [number, number];
  note?: string;
}
/** What an experiment shows: lines, bars, dots, or a map of values. */
interface ExperimentPicture {
  kind: "lines" | "bars" | "dots" | "map";
  title: string;
  [part: string]: any;
}
/** The learning room, in cells. */
declare const learning: {
  /** Its experiments, each with its options at their defaults. */
  experiments(): { id: string; title: string; help: string; options: Record<string, number | boolean | string> }[];
  /**
   * Runs an experiment to its end: \`federation\`, \`aggregation\`, \`plasticity\`, \`exploration\` or \`attention\`, with the options of the room and of \`mfn learn\`.
   * @example (await learning.experiment("aggregation", { attackers: 3 })).facts
   */
  experiment(id: string, options?: Record<string, number | boolean | string>): Promise<{ facts: ExperimentFact[]; pictures: ExperimentPicture[] }>;
  /**
   * Attention of each vector of a sequence to the \`topk\` that fit it best, and what it costs: all scores are computed, so little is saved.
   * \`query\`, \`key\`, \`value\` and \`out\` are square maps, a row for each number that comes out; the vectors as they are when left out.
   * \`weights\` are by head, row and column; each row sums to 1.
   * @example learning.sparseAttention([[1, 0], [0, 1], [1, 1]], { topk: 1 }).weights[0]
   */
  sparseAttention(
    sequence: readonly ArrayLike<number>[],
    options?: {
      topk?: number;
      heads?: number;
      query?: readonly ArrayLike<number>[];
      key?: readonly ArrayLike<number>[];
      value?: readonly ArrayLike<number>[];
      out?: readonly ArrayLike<number>[];
    },
  ): { output: number[][]; weights: number[][][]; cost: { projections: number; scores: number; mixing: number; denseMixing: number } };
};
`;

import type { Params, ValuesOf } from "./params";
import type { Definition } from "./registry";

/** What an explorer may know when it chooses how to act. */
export interface ExplorerScene {
  /** Value of each action here, as learnt so far. */
  values: ArrayLike<number>;
  /** How often each action was taken here, and anything at all was. */
  counts: ArrayLike<number>;
  /** 0 in the first episode, 1 in the last. */
  progress: number;
  /** Box-counting dimension of the cells visited in all episodes; null while it is not defined. */
  dimension(): number | null;
  /** A uniform number in [0, 1), the next of this walk. */
  draw(): number;
}

/** A way to choose actions; what is learnt from them is the same Q-learning for all. */
export interface Explorer<P extends Params = Params> extends Definition {
  source: string;
  help: string;
  params: P;
  /** Index of the action. */
  choose(scene: ExplorerScene, options?: Partial<ValuesOf<P>>): number;
}

export const defineExplorer = <P extends Params>(explorer: Explorer<P>): Explorer<P> => explorer;

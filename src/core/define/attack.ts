import type { Update } from "./aggregator";
import type { Params, ValuesOf } from "./params";
import type { Definition } from "./registry";

/** What an attacker knows: the worst case, which a rule is to withstand. */
export interface AttackScene {
  /** What the attackers would have sent if they were honest. */
  own: readonly Update[];
  /** What all honest clients send in this round. */
  honest: readonly Update[];
  /** Of the attackers' random numbers. */
  seed: number;
  round: number;
}

interface AttackHead<P extends Params> extends Definition {
  source: string;
  help: string;
  params: P;
}

/** Sends forged updates: as many as `own` holds. */
export interface UpdateAttack<P extends Params = Params> extends AttackHead<P> {
  of: "updates";
  forge(scene: AttackScene, options?: Partial<ValuesOf<P>>): Float64Array<ArrayBuffer>[];
}

/** Trains honestly on labels that it has changed. */
export interface LabelAttack<P extends Params = Params> extends AttackHead<P> {
  of: "labels";
  /** The label that the attacker gives an example of class `label`, of `classes` in all. */
  relabel(label: number, classes: number): number;
}

export type Attack = UpdateAttack | LabelAttack;

export const defineUpdateAttack = <P extends Params>(attack: Omit<UpdateAttack<P>, "of">): UpdateAttack<P> => ({ ...attack, of: "updates" });
export const defineLabelAttack = <P extends Params>(attack: Omit<LabelAttack<P>, "of">): LabelAttack<P> => ({ ...attack, of: "labels" });

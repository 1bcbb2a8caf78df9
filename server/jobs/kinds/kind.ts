import type { Definition } from "../../../src/core/define/registry";
import type { Cost } from "../../limits/cost";
import type { Attempt } from "../attempt";

/** A document that was checked, and what carrying it out takes. */
export interface Plan {
  /** With nothing missing. */
  document: unknown;
  /** SHA-256 of it. */
  hash: string;
  cost: Cost;
}

/** For plans, which tell what something costs and leave it to others to say whether that is too much. */
export const unlimited = { maxCells: Infinity, maxCellSteps: Infinity };

/** One kind of heavy work. */
export interface Kind extends Definition {
  /**
   * Checks a document before anything starts.
   * @throws WorkbenchError that says what is wrong with it, or that it needs what a server does not have.
   */
  plan(document: unknown): Plan;
  /**
   * Does the work from where an earlier attempt got to. The result and what is left do not tell how many attempts it took.
   * @returns what the command line would print of it.
   */
  carryOut(attempt: Attempt): Promise<unknown>;
}

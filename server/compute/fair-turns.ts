import { WorkbenchError } from "../../src/core/errors";
import { tooManyWait } from "../refusals";

interface Waiting {
  begin(): void;
}

/**
 * Who may compute next where there are fewer places than work: callers in turn, and what one of them asked for in its order, so that whoever sends much
 * keeps nobody else waiting for all of it.
 */
export class FairTurns {
  /** By caller, in the order in which their turns come; nobody is in it who waits for nothing. */
  readonly #waiting = new Map<string, Waiting[]>();
  #free: number;

  /** @param most that may wait: of all callers together, and of one. */
  constructor(
    places: number,
    readonly most: { all: number; one: number },
  ) {
    this.#free = places;
  }

  /**
   * Waits for a place.
   * @returns what gives the place up; to be called once.
   * @throws WorkbenchError `server/refused` (429) where too much waits already, `run/cancelled` once the signal says that nobody waits any more.
   */
  async take(caller: string, gone?: AbortSignal): Promise<() => void> {
    if (gone?.aborted) throw brokenOff();
    if (this.#free > 0) this.#free--;
    else await this.#wait(caller, gone);
    return () => this.#pass();
  }

  #wait(caller: string, gone: AbortSignal | undefined): Promise<void> {
    const own = this.#waiting.get(caller) ?? [];
    if (own.length >= this.most.one) throw tooManyWait("computations of yours");
    if ([...this.#waiting.values()].reduce((sum, { length }) => sum + length, 0) >= this.most.all) throw tooManyWait("computations");
    this.#waiting.set(caller, own);
    return new Promise((resolve, reject) => {
      const waiting: Waiting = {
        begin() {
          gone?.removeEventListener("abort", leave);
          resolve();
        },
      };
      const leave = () => {
        own.splice(own.indexOf(waiting), 1);
        if (own.length === 0) this.#waiting.delete(caller);
        reject(brokenOff());
      };
      gone?.addEventListener("abort", leave, { once: true });
      own.push(waiting);
    });
  }

  /** A place that is given up goes to the caller whose turn it is, who then comes last. */
  #pass(): void {
    const [next] = this.#waiting;
    if (next === undefined) {
      this.#free++;
      return;
    }
    const [caller, own] = next;
    const first = own.shift()!;
    this.#waiting.delete(caller);
    if (own.length > 0) this.#waiting.set(caller, own);
    first.begin();
  }
}

const brokenOff = (): WorkbenchError => new WorkbenchError("run/cancelled", [], "the computation was broken off");

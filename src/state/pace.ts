/** Who decides how many steps a frame takes: the eye and the machine, the machine alone, or a person. */
export type Pace = "watchable" | "fastest" | "chosen";

/** Milliseconds a frame may take to compute, at the least and at the most, whatever the display does. */
const shortest = 4;
const longest = 250;
/** The part of the display's interval that is filled with steps: a little is left, so that each interval gets its frame. */
const share = 0.97;
/** Waits for the display that are remembered. */
const remembered = 16;

/**
 * Steps that a pattern can be watched at: a front then takes about as long to cross a large grid as a small one.
 * @param shape cells along each axis.
 */
export const watchableSteps = (shape: readonly number[]): number => Math.max(32, Math.round(Math.max(...shape) / 4));

/** Suits the steps of a frame to the display and the machine, so that computing one lasts about as long as showing one. */
export interface Pacer {
  /** The display was ready this many milliseconds after it was given a frame. */
  shown(waited: number): void;
  /**
   * The steps of the next frame: halfway, on a logarithmic scale, from those of the last, since single frames are timed badly.
   * @param steps asked for in the last. @param done steps it was really advanced. @param took milliseconds that took.
   * @param most never more than these.
   */
  next(steps: number, done: number, took: number, most: number): number;
}

/** Sixty frames a second are assumed of a display until it has shown some. */
export function createPacer(): Pacer {
  const waits: number[] = [];
  /** A frame waits at most one interval, and nearly all of it once frames come in time; now and then the page was busy meanwhile. */
  const interval = () => (waits.length < 4 ? 1000 / 60 : waits.toSorted((a, b) => a - b)[Math.floor(0.75 * waits.length)]!);
  return {
    shown(waited) {
      waits.push(waited);
      if (waits.length > remembered) waits.shift();
    },
    next(steps, done, took, most) {
      if (done < 1) return steps;
      const budget = Math.min(longest, Math.max(shortest, share * interval()));
      const wanted = Math.min(most, Math.max(1, (done * budget) / Math.max(took, 0.01)));
      const between = Math.sqrt(steps * wanted);
      return wanted > steps ? Math.ceil(between) : Math.floor(between);
    },
  };
}

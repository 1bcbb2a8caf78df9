/** What was seen at a step. */
export interface Moment<T> {
  step: number;
  time: number;
  value: T;
}

export interface History<T> {
  /** Ascending in step. */
  readonly moments: readonly Moment<T>[];
  /** Notes a moment. The same step once more replaces it; a step before the last one, as after a reset, drops what came after it. */
  note(moment: Moment<T>): void;
}

/** The newest moments of a run, at most `capacity` of them: the oldest go first. */
export function createHistory<T>(capacity: number): History<T> {
  const moments: Moment<T>[] = [];
  return {
    moments,
    note(moment) {
      while (moments.length > 0 && moments.at(-1)!.step >= moment.step) moments.pop();
      moments.push(moment);
      if (moments.length > capacity) moments.splice(0, moments.length - capacity);
    },
  };
}

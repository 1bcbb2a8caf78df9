import { createHistory, type History, type Moment } from "./history";
import type { PictureSource } from "./picture";

export type ProbeCell = readonly [x: number, y: number];

/** Values of single cells over time. */
export interface ProbeRecorder {
  /** What is known of a cell; empty for one that is not followed. */
  of(cell: ProbeCell): readonly Moment<number>[];
  /** Follows these cells and no others; what is known of those that stay is kept. */
  follow(cells: readonly ProbeCell[]): void;
  /** Reads from now on; returns the call that ends it. */
  start(): () => void;
}

const nameOf = ([x, y]: ProbeCell): string => `${x},${y}`;

/** Follows cells of a field, keeping the newest `capacity` values of each. */
export function createProbeRecorder(field: PictureSource, capacity: number): ProbeRecorder {
  let followed = new Map<string, { cell: ProbeCell; history: History<number> }>();
  function read(): void {
    const picture = field.latest();
    if (!picture) return;
    const { nx, ny, values, inside, step = 0, time = 0 } = picture;
    for (const {
      cell: [x, y],
      history,
    } of followed.values()) {
      const outside = x >= nx || y >= ny || inside?.[y * nx + x] === 0;
      history.note({ step, time, value: outside ? NaN : values[y * nx + x]! });
    }
  }
  return {
    of: (cell) => followed.get(nameOf(cell))?.history.moments ?? [],
    follow(cells) {
      followed = new Map(
        cells.map((cell) => [nameOf(cell), followed.get(nameOf(cell)) ?? { cell, history: createHistory<number>(capacity) }] as const),
      );
      read();
    },
    start() {
      read();
      return field.subscribe(read);
    },
  };
}

/** The series as columns: the steps and times of all, then one column a probe; null where one had not begun. */
export function probeColumns(
  recorder: Pick<ProbeRecorder, "of">,
  cells: readonly ProbeCell[],
  symbol: string,
): { name: string; values: (number | null)[] }[] {
  const times = new Map<number, number>();
  for (const cell of cells) for (const { step, time } of recorder.of(cell)) times.set(step, time);
  const steps = [...times.keys()].sort((a, b) => a - b);
  const series = cells.map((cell) => new Map(recorder.of(cell).map(({ step, value }) => [step, value])));
  return [
    { name: "step", values: steps },
    { name: "time", values: steps.map((step) => times.get(step)!) },
    ...cells.map(([x, y], i) => ({ name: `${symbol}[${x};${y}]`, values: steps.map((step) => series[i]!.get(step) ?? null) })),
  ];
}

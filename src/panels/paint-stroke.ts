/** A place on the grid, in cells; x, then y. */
export type Spot = readonly [x: number, y: number];

export interface StrokeOptions {
  /** Spots closer than this to the one before are left out, in cells: they would not be seen, and a painted run stays short to write down. */
  spacing: number;
  /** Whether what has been drawn so far is painted while the hand still moves. */
  live(): boolean;
  /** Paints along the spots. */
  paint(spots: readonly Spot[]): Promise<void>;
  /** Milliseconds. */
  now(): number;
}

export interface Stroke {
  /** What is drawn and not yet painted. */
  trail(): readonly Spot[];
  lead(to: Spot): void;
  /** Paints what is left. Resolves when all of it is on the field. */
  end(): Promise<void>;
  /** Forgets what is not painted yet. */
  drop(): void;
}

/** Between two pieces of a stroke that is painted while it is drawn, in milliseconds: soon enough to see it take, few enough to be kept. */
const pieceMs = 150;
/** A stroke is a list of at most as many spots, and goes on in another. */
const spotsAtMost = 4000;

const rounded = ([x, y]: Spot): Spot => [Math.round(x * 100) / 100, Math.round(y * 100) / 100];

/** Follows a hand. Each piece begins where the one before ended, so that no gap is left between them. */
export function beginStroke(start: Spot, { spacing, live, paint, now }: StrokeOptions): Stroke {
  let waiting: Spot[] = [rounded(start)];
  let onTheWay: readonly Spot[] = [];
  let last: Spot | null = null;
  let paintedAt = now();
  let painting: Promise<void> | null = null;

  function paintWaiting(): Promise<void> {
    onTheWay = last ? [last, ...waiting] : waiting;
    [last, waiting, paintedAt] = [onTheWay.at(-1)!, [], now()];
    return (painting = paint(onTheWay).finally(() => {
      [painting, onTheWay] = [null, []];
    }));
  }

  return {
    trail: () => [...onTheWay, ...waiting],
    lead(to) {
      const spot = rounded(to);
      const before = waiting.at(-1) ?? last!;
      if (Math.hypot(spot[0] - before[0], spot[1] - before[1]) < spacing) return;
      waiting.push(spot);
      const due = waiting.length >= spotsAtMost || (live() && now() - paintedAt >= pieceMs);
      if (due && painting === null) void paintWaiting().catch(() => undefined);
    },
    async end() {
      await painting?.catch(() => undefined);
      if (waiting.length > 0) await paintWaiting();
    },
    drop: () => void (waiting = []),
  };
}

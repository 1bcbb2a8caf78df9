/** A cell: row and column. */
export type Place = readonly [row: number, column: number];

/** Right, down, left, up. */
export const moves: readonly Place[] = [
  [0, 1],
  [1, 0],
  [0, -1],
  [-1, 0],
];

/** What a step costs or brings: each step, a bump into an obstacle, the goal. */
export const rewards = { step: -0.01, bump: -0.5, goal: 1 } as const;

/**
 * A square of cells with obstacles, from the corner at (0, 0) to the opposite one. Moves across an edge stay within it; a move into an obstacle
 * leaves the walker where it was.
 */
export class GridWorld {
  readonly blocked: Uint8Array;
  readonly start: Place = [0, 0];
  readonly goal: Place;

  constructor(
    readonly size: number,
    /** Drawn for every cell but start and goal, row by row: whether it is blocked. */
    isBlocked: () => boolean,
  ) {
    this.goal = [size - 1, size - 1];
    this.blocked = new Uint8Array(size * size);
    for (let cell = 1; cell < size * size - 1; cell++) if (isBlocked()) this.blocked[cell] = 1;
  }

  index([row, column]: Place): number {
    return row * this.size + column;
  }

  get free(): number {
    return this.blocked.reduce((sum, one) => sum + 1 - one, 0);
  }

  step([row, column]: Place, action: number): { to: Place; reward: number; done: boolean } {
    const [down, right] = moves[action]!;
    const within = (at: number) => Math.min(this.size - 1, Math.max(0, at));
    const to: Place = [within(row + down), within(column + right)];
    if (this.blocked[this.index(to)]) return { to: [row, column], reward: rewards.bump, done: false };
    const done = to[0] === this.goal[0] && to[1] === this.goal[1];
    return { to, reward: done ? rewards.goal : rewards.step, done };
  }

  /** Cells that can be reached from the start, the start among them. */
  reachable(): Uint8Array {
    const seen = new Uint8Array(this.size ** 2);
    const open: Place[] = [this.start];
    seen[0] = 1;
    for (let place = open.pop(); place; place = open.pop())
      for (let action = 0; action < moves.length; action++) {
        const { to } = this.step(place, action);
        if (seen[this.index(to)]) continue;
        seen[this.index(to)] = 1;
        open.push(to);
      }
    return seen;
  }
}

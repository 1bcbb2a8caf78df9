import { codeAt, type PaddedSet } from "./neighbourhood";

/** What decides in a thinning which cells go. Both questions are answered from the code of a cell's neighbourhood alone. */
export interface ThinningRule {
  /** Passes that make up one round. */
  passes: number;
  /** Whether a cell may go in this pass, judged by the set as it was when the pass began. */
  isCandidate(code: number, pass: number): boolean;
  /** Whether the set keeps its topology and its ends when the cell goes now. */
  isFree(code: number): boolean;
}

/**
 * Takes cells away, in place, round after round until none may go. In each pass the candidates are marked side by side, which
 * keeps what remains in the middle, and then leave one by one if they are still free, which keeps pieces, holes and tunnels
 * whatever the rule marks: the parallel algorithms as published lose some (two-cell squares, diagonals, crossings in space).
 *
 * A cell is looked at again only after a neighbour left, so the cost is proportional to the number of cells.
 */
export function thin(set: PaddedSet, rule: ThinningRule): void {
  const { cells, steps } = set;
  const last = steps.length - 1;
  const whole = 2 ** steps.length - 1;
  const everyPass = 2 ** rule.passes - 1;
  const codes = new Int32Array(cells.length);
  const waiting: number[][] = Array.from({ length: rule.passes }, () => []);
  /** Bit per pass: whether the cell waits for it. */
  const waits = new Uint8Array(cells.length);
  const enqueue = (cell: number): void => {
    const missing = everyPass & ~waits[cell]!;
    if (missing === 0) return;
    for (let pass = 0; pass < rule.passes; pass++) if ((missing & (1 << pass)) !== 0) waiting[pass]!.push(cell);
    waits[cell] = everyPass;
  };
  const take = (cell: number): void => {
    cells[cell] = 0;
    for (let b = 0; b <= last; b++) {
      const neighbour = cell + steps[b]!;
      if (cells[neighbour] === 0) continue;
      // seen from there the cell lies in the opposite direction
      codes[neighbour]! &= ~(1 << (last - b));
      enqueue(neighbour);
    }
  };
  for (let cell = 0; cell < cells.length; cell++) {
    if (cells[cell] === 0) continue;
    codes[cell] = codeAt(set, cell);
    if (codes[cell] !== whole) enqueue(cell);
  }
  while (waiting.some((cellsOfPass) => cellsOfPass.length > 0)) {
    for (let pass = 0; pass < rule.passes; pass++) {
      const looked = waiting[pass]!;
      waiting[pass] = [];
      const candidates: number[] = [];
      for (const cell of looked) {
        waits[cell]! &= ~(1 << pass);
        if (cells[cell] !== 0 && rule.isCandidate(codes[cell]!, pass)) candidates.push(cell);
      }
      for (const cell of candidates) if (rule.isFree(codes[cell]!)) take(cell);
    }
  }
}

import { uniformAt } from "../field/philox";

/** Streams of the counter-based generator, so that no two uses share numbers. */
const streams = { lots: 0x1ea0, clients: 0x1ea1 } as const;

/** The numbers 0 … n − 1 in an order drawn by lot (Fisher and Yates; Durstenfeld 1964, doi:10.1145/364520.364540). */
export function shuffled(n: number, seed: number): Uint32Array<ArrayBuffer> {
  const order = Uint32Array.from({ length: n }, (_, i) => i);
  for (let i = n - 1; i > 0; i--) {
    const j = Math.floor(uniformAt(seed, 0, i, streams.lots) * (i + 1));
    [order[i], order[j]] = [order[j]!, order[i]!];
  }
  return order;
}

/**
 * `count` of `total` clients for one round, each set equally likely, in rising order (Floyd's algorithm; Bentley and Floyd 1987,
 * doi:10.1145/30401.315746). Takes memory for the sample alone, so a million clients cost nothing until they are asked.
 */
export function sampleClients(total: number, count: number, seed: number, round: number): number[] {
  const taken = new Set<number>();
  for (let j = total - Math.min(count, total); j < total; j++) {
    const drawn = Math.floor(uniformAt(seed, round, j, streams.clients) * (j + 1));
    taken.add(taken.has(drawn) ? j : drawn);
  }
  return [...taken].sort((a, b) => a - b);
}

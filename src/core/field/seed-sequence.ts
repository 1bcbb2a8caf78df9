/**
 * numpy's SeedSequence (after O'Neill 2015, "Developing a seed_seq alternative"): a seed of any size is mixed into a pool
 * of four words, and a generator's first state is made of the pool. All arithmetic is modulo 2³².
 */

/** The pool for a non-negative integer seed, as unsigned words. */
export function seedPool(seed: bigint): number[] {
  const entropy: number[] = [];
  for (let rest = seed; rest > 0n; rest >>= 32n) entropy.push(Number(rest & 0xffffffffn));
  let h = 0x43b0d7e5;
  const hashed = (value: number): number => {
    const v = value ^ h;
    h = Math.imul(h, 0x931e8875);
    return folded(Math.imul(v, h));
  };
  const mixed = (x: number, y: number): number => folded((Math.imul(0xca01f9dd, x) - Math.imul(0x4973f715, y)) | 0);
  const pool = [0, 1, 2, 3].map((k) => hashed(entropy[k] ?? 0));
  for (let source = 0; source < 4; source++) {
    for (let target = 0; target < 4; target++) {
      if (source !== target) pool[target] = mixed(pool[target]!, hashed(pool[source]!));
    }
  }
  for (const word of entropy.slice(4)) {
    for (let target = 0; target < 4; target++) pool[target] = mixed(pool[target]!, hashed(word));
  }
  return pool.map((word) => word >>> 0);
}

/** The eight unsigned words that a pool yields first: four 64-bit numbers, low word first. */
export function generatedWords(pool: readonly number[]): number[] {
  let h = 0x8b51f9dd;
  return Array.from({ length: 8 }, (_, k) => {
    const d = pool[k % 4]! ^ h;
    h = Math.imul(h, 0x58f38ded);
    return folded(Math.imul(d, h)) >>> 0;
  });
}

const folded = (x: number): number => x ^ (x >>> 16);

import { add, mul, xor } from "./doubles";
import { logOfPositive } from "./elementary-log";
import { turned } from "./elementary-trigonometry";
import { call, f64, held, integer, lanes, scalar, shift, shuffle, vector, words, type Definition, type Node } from "./nodes";
import { op } from "./opcodes";

// Number by number what core/field/philox.ts draws, for several cells at once.

/** First cell, stream, low and high word of the step. */
const place = ["i32", "i32", "i32", "i32"] as const;

/** Cells that one call serves: enough that the processor has two independent chains to work on. */
export const cellsPerDraw = 8;

/** Standard normals of eight cells in a row, as four pairs of doubles. */
export const normals = (seed: number): Definition => ({
  name: "normals",
  params: place,
  arity: cellsPerDraw / 2,
  results: (at, body) => {
    const words = body.compute(blocks(seed, at).flat());
    return [words.slice(0, 4), words.slice(4)].flatMap(([c0, c1, c2, c3]) => {
      const turns = fractions(c2!, c3!);
      return fractions(c0!, c1!).map((u, i) => call(boxMuller, u, turns[i]!)[0]!);
    });
  },
});

/** Uniform numbers in [0, 1) of eight cells in a row, as four pairs of doubles. */
export const uniforms = (seed: number): Definition => ({
  name: "uniforms",
  params: place,
  arity: cellsPerDraw / 2,
  results: (at) => blocks(seed, at).flatMap(([c0, c1]) => fractions(c0!, c1!)),
});

/** Normals from two pairs of uniform numbers in [0, 1): here no argument of ln and cos can be out of their reach. */
const boxMuller: Definition = {
  name: "box-muller",
  params: ["v128", "v128"],
  arity: 1,
  results: ([u, turn]) => {
    const ln = logOfPositive(add(u!, f64(2 ** -53)));
    const cosine = turned(mul(f64(6.283185307179586), turn!), 1);
    return [mul(vector("f64x2.sqrt", mul(f64(-2), ln)), cosine)];
  },
};

/** The words for the first four cells and for the next. */
const blocks = (seed: number, [cell, ...rest]: readonly Node[]): Node[][] =>
  [cell!, scalar(op.i32Add, cell!, integer(4))].map((first) => philox(seed, [first, ...rest]));

/** Four words for each of four cells. */
function philox(seed: number, [cell, stream, stepLow, stepHigh]: readonly Node[]): Node[] {
  const splat = (value: Node): Node => vector("i32x4.splat", value);
  let [c0, c1, c2, c3] = [vector("i32x4.add", splat(cell!), lanes(0, 1, 2, 3)), splat(stepLow!), splat(stepHigh!), splat(stream!)];
  let [k0, k1] = [held(words(seed | 0)), held(words(Math.floor(seed / 2 ** 32)))];
  const [m0, m1] = [held(words(0xd2511f53)), held(words(0xcd9e8d57))];
  const [w0, w1] = [held(words(0x9e3779b9)), held(words(0xbb67ae85))];
  for (let round = 0; round < 10; round++) {
    const first = products(c0, m0);
    const second = products(c2, m1);
    c0 = xor(xor(second.high, c1), k0);
    c1 = second.low;
    c2 = xor(xor(first.high, c3), k1);
    c3 = first.low;
    k0 = vector("i32x4.add", k0, w0);
    k1 = vector("i32x4.add", k1, w1);
  }
  return [c0, c1, c2, c3];
}

/** High and low words of a · m, lane by lane. */
function products(a: Node, m: Node): { high: Node; low: Node } {
  const front = vector("i64x2.extmul_low_i32x4_u", a, m);
  const back = vector("i64x2.extmul_high_i32x4_u", a, m);
  return { high: shuffle(front, back, [1, 3, 5, 7]), low: shuffle(front, back, [0, 2, 4, 6]) };
}

/** 53 bits of two words as numbers in [0, 1), the first word the more significant: lanes 0 and 1, then 2 and 3. */
function fractions(high: Node, low: Node): [Node, Node] {
  const [upper, lower] = [shift("i32x4.shr_u", high, 5), shift("i32x4.shr_u", low, 6)];
  const converted = (a: Node): Node => vector("f64x2.convert_low_i32x4_s", a);
  const of = (a: Node, b: Node): Node => mul(add(mul(converted(a), f64(2 ** 26)), converted(b)), f64(2 ** -53));
  const back = (a: Node): Node => shuffle(a, a, [2, 3, 2, 3]);
  return [of(upper, lower), of(back(upper), back(lower))];
}

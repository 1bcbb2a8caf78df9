import { add, and, div, le, mul, nan, one, select, zero } from "./doubles";
import { exp } from "./elementary-exp";
import { simdCode } from "./encoder";
import { call, f64, integer, local, scalar, vector, type Definition, type Node } from "./nodes";
import { noResult, op } from "./opcodes";

/** As in core/field/philox.ts. */
const mostEvents = 64;

/** What `poisson` needs beside the mean: the chance of no event. */
export const chanceOfNone = (mean: Node): Node => call(exp, vector("f64x2.neg", mean))[0]!;

/** Poisson counts by inversion, from means, the chances of no event and uniform numbers; a lane that has its count waits for the other. */
export const poisson: Definition = {
  name: "poisson",
  params: ["v128", "v128", "v128"],
  arity: 1,
  results: ([mean, none, u], body) => {
    const vectors = Array.from({ length: 5 }, () => body.local("v128"));
    const [term, sum, count, active, k] = vectors as [number, number, number, number, number];
    const round = body.local("i32");
    const get = (index: number): Node => local(index, "v128");
    body.assign(term, none!);
    body.assign(sum, get(term));
    body.emit(op.block, noResult, op.loop, noResult);
    // A lane whose u is below its sum stays so: later terms are not negative.
    body.assign(active, le(get(sum), u!));
    body.leave(scalar(op.i32Eqz, { kind: "op", type: "i32", args: [get(active)], code: simdCode("v128.any_true") }));
    body.emit(op.brIf, 1);
    body.assign(count, add(get(count), and(get(active), one)));
    body.assign(k, add(get(k), one));
    body.assign(term, div(mul(get(term), mean!), get(k)));
    body.assign(sum, add(get(sum), get(term)));
    body.assign(round, scalar(op.i32Add, local(round, "i32"), integer(1)));
    body.leave(scalar(op.i32LtS, local(round, "i32"), integer(mostEvents)));
    body.emit(op.brIf, 0, op.end, op.end);
    const inside = and(le(zero, mean!), le(mean!, f64(16)));
    return [select(inside, get(count), nan)];
  },
};

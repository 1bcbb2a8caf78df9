import type { CellOp, Pass, PlaneId, Value } from "./plan";

/** The operations of a cell, each written once however often it is asked for. */
export class Values {
  readonly list: Value[] = [];
  private readonly known = new Map<string, number>();

  load(plane: PlaneId, dx = 0, dy = 0, dz = 0): number {
    return this.once(`load ${plane} ${dx} ${dy} ${dz}`, { op: "load", plane, dx, dy, dz });
  }

  slot(slot: number): number {
    return this.once(`slot ${slot}`, { op: "slot", slot });
  }

  apply(op: CellOp, ...args: number[]): number {
    return this.once(`${op} ${args.join(" ")}`, { op, args });
  }

  normal(stream: number): number {
    return this.once(`normal ${stream}`, { op: "normal", stream });
  }

  poisson(stream: number, rate: number): number {
    return this.once(`poisson ${stream} ${rate}`, { op: "poisson", stream, args: [rate] });
  }

  private once(key: string, value: Value): number {
    const before = this.known.get(key);
    if (before !== undefined) return before;
    const id = this.list.push(value) - 1;
    this.known.set(key, id);
    return id;
  }
}

/** Leaves out what no store needs. Order is kept. */
export function withoutUnused({ values, stores, ...rest }: Pass): Pass {
  const needed = new Set(stores.map(({ value }) => value));
  for (let id = values.length - 1; id >= 0; id--) {
    const value = values[id]!;
    if (needed.has(id) && "args" in value) for (const arg of value.args) needed.add(arg);
  }
  const renamed = new Map<number, number>();
  const kept: Value[] = [];
  for (const [id, value] of values.entries()) {
    if (!needed.has(id)) continue;
    renamed.set(id, kept.length);
    kept.push("args" in value ? ({ ...value, args: value.args.map((arg) => renamed.get(arg)!) } as Value) : value);
  }
  return { ...rest, values: kept, stores: stores.map(({ plane, value }) => ({ plane, value: renamed.get(value)! })) };
}

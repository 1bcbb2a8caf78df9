import { memoryArgument, simdCode, unsigned } from "./encoder";
import { local, type Call, type Definition, type Node } from "./nodes";
import { op, type ValueType } from "./opcodes";

/** What a body needs of the module around it. */
export interface Surroundings {
  /** Address of 8 bytes that hold these bits. */
  constant(bits: bigint): number;
  /** Index of the function, emitted if it was not yet. */
  function(definition: Definition): number;
}

/**
 * The instructions of one function while they are written. Nodes are placed depth first, where they are needed, so
 * that few values wait; a value with several uses waits in a local, which is free again after the last of them.
 */
export class Body {
  readonly code: number[] = [];
  readonly locals: ValueType[] = [];
  /** Uses of each node still to come. */
  private readonly uses = new Map<Node, number>();
  private readonly waiting = new Map<Node, number>();
  /** Locals of each call's results, once it is made. */
  private readonly calls = new Map<Call, readonly number[]>();
  private readonly free = new Map<ValueType, number[]>();

  constructor(
    private readonly params: readonly ValueType[],
    private readonly surroundings: Surroundings,
  ) {}

  emit(...code: readonly number[]): void {
    for (const byte of code) this.code.push(byte);
  }

  /** A local, to be given back by `release` or never. */
  local(type: ValueType): number {
    return this.free.get(type)?.pop() ?? this.params.length + this.locals.push(type) - 1;
  }

  release(index: number, type: ValueType): void {
    this.free.set(type, [...(this.free.get(type) ?? []), index]);
  }

  param(index: number): Node {
    return local(index, this.params[index]!);
  }

  /** Announces one use of a node; all uses must be announced before the first is placed. */
  expect(node: Node): void {
    const known = this.uses.get(node) ?? 0;
    this.uses.set(node, known + 1);
    if (known > 0) return;
    if (node.kind === "op") node.args.forEach((argument) => this.expect(argument));
    if (node.kind === "result" && !this.calls.has(node.of)) {
      this.calls.set(node.of, []);
      node.of.args.forEach((argument) => this.expect(argument));
    }
  }

  /** Writes the instructions that leave the node's value on the stack. */
  place(node: Node): void {
    if (node.kind === "leaf") return this.emit(...node.code);
    if (node.kind === "constant") {
      const address = this.surroundings.constant(node.bits);
      return this.emit(op.i32Const, 0, ...simdCode("v128.load64_splat"), ...memoryArgument(3, address));
    }
    const uses = this.uses.get(node)!;
    this.uses.set(node, uses - 1);
    const index = this.waiting.get(node) ?? (node.kind === "result" ? this.resultOf(node.of, node.index) : undefined);
    if (index !== undefined) {
      this.emit(op.localGet, ...unsigned(index));
      if (uses === 1) this.release(index, node.type);
    } else if (node.kind === "op") {
      node.args.forEach((argument) => this.place(argument));
      this.emit(...node.code);
      if (uses > 1) this.emit(op.localTee, ...unsigned(this.keep(node)));
    }
  }

  /** Announces and places nodes that share nothing with what was placed before. */
  leave(...nodes: readonly Node[]): void {
    nodes.forEach((node) => this.expect(node));
    nodes.forEach((node) => this.place(node));
  }

  /** Leaves a node's value in a local. */
  assign(index: number, node: Node): void {
    this.leave(node);
    this.emit(op.localSet, ...unsigned(index));
  }

  /** Computes nodes here and now, each into a local of its own. */
  compute(nodes: readonly Node[]): Node[] {
    nodes.forEach((node) => this.expect(node));
    return nodes.map((node) => {
      this.place(node);
      const index = this.local(node.type);
      this.emit(op.localSet, ...unsigned(index));
      return local(index, node.type);
    });
  }

  /** Computes a node before its place, if it is still to come. */
  prepare(node: Node): void {
    if (node.kind !== "op" || this.waiting.has(node) || !this.uses.get(node)) return;
    node.args.forEach((argument) => this.place(argument));
    this.emit(...node.code, op.localSet, ...unsigned(this.keep(node)));
  }

  private keep(node: Node): number {
    const index = this.local(node.type);
    this.waiting.set(node, index);
    return index;
  }

  /** The local that holds a result; makes the call first if it is not made yet. */
  private resultOf(call: Call, index: number): number {
    const made = this.calls.get(call)!;
    if (made.length > 0) return made[index]!;
    call.args.forEach((argument) => this.place(argument));
    const locals = Array.from({ length: call.callee.arity }, () => this.local("v128"));
    this.emit(op.call, ...unsigned(this.surroundings.function(call.callee)));
    for (const result of [...locals].reverse()) this.emit(op.localSet, ...unsigned(result));
    this.calls.set(call, locals);
    return locals[index]!;
  }
}

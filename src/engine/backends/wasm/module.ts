import { Body, type Surroundings } from "./body";
import { encodeModule, type EncodedFunction } from "./encoder";
import type { Definition } from "./nodes";
import type { ValueType } from "./opcodes";

/** A module while it is put together: functions and constants come in as they are needed. */
export class Module implements Surroundings {
  private readonly functions: EncodedFunction[] = [];
  private readonly indices = new Map<Definition, number>();
  private readonly exports: { name: string; function: number }[] = [];
  private readonly constants = new Map<bigint, number>();

  constant(bits: bigint): number {
    const known = this.constants.get(bits);
    if (known !== undefined) return known;
    const address = 8 * this.constants.size;
    this.constants.set(bits, address);
    return address;
  }

  function(definition: Definition): number {
    const known = this.indices.get(definition);
    if (known !== undefined) return known;
    const { name, params, arity } = definition;
    const body = new Body(params, this);
    const results = definition.results(
      params.map((_, index) => body.param(index)),
      body,
    );
    body.leave(...results);
    const index = this.add(
      name,
      params,
      Array.from({ length: arity }, () => "v128"),
      body,
    );
    this.indices.set(definition, index);
    return index;
  }

  /** Takes in a finished body. */
  add(name: string, params: readonly ValueType[], results: readonly ValueType[], { locals, code }: Body): number {
    return this.functions.push({ name, type: { params, results }, locals, code }) - 1;
  }

  export(name: string, index: number): void {
    this.exports.push({ name, function: index });
  }

  /** Bytes of constants at the start of the memory. */
  get dataLength(): number {
    return 8 * this.constants.size;
  }

  encode(memory: { pages: number; shared: boolean }): Uint8Array<ArrayBuffer> {
    const data = new Uint8Array(this.dataLength);
    const view = new DataView(data.buffer);
    for (const [bits, address] of this.constants) view.setBigUint64(address, bits, true);
    return encodeModule({ memory, functions: this.functions, exports: this.exports, data });
  }
}

import { op, simd, simdPrefix, types, type SimdOp, type ValueType } from "./opcodes";

/** Unsigned LEB128 of an integer below 2³². */
export function unsigned(value: number): number[] {
  const bytes: number[] = [];
  let rest = value >>> 0;
  for (; rest >= 0x80; rest >>>= 7) bytes.push((rest & 0x7f) | 0x80);
  return [...bytes, rest];
}

/** Signed LEB128 of a 32-bit integer; unsigned ones from 2³¹ on are taken as their two's complement. */
export function signed(value: number): number[] {
  const bytes: number[] = [];
  for (let rest = value | 0; ; rest >>= 7) {
    const byte = rest & 0x7f;
    const last = rest >> 6 === 0 || rest >> 6 === -1;
    bytes.push(last ? byte : byte | 0x80);
    if (last) return bytes;
  }
}

const simdCodes = new Map(Object.entries(simd).map(([name, code]) => [name, [simdPrefix, ...unsigned(code)]]));
export const simdCode = (name: SimdOp): readonly number[] => simdCodes.get(name)!;

/** Alignment hints are exponents of two; the emitter's addresses carry the plane's base as `offset`. */
export const memoryArgument = (align: number, offset: number): number[] => [...unsigned(align), ...unsigned(offset)];

type Bytes = ArrayLike<number>;

function join(parts: readonly Bytes[]): Uint8Array<ArrayBuffer> {
  const joined = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    joined.set(part, at);
    at += part.length;
  }
  return joined;
}

/** Bytes after their number. */
const sized = (...parts: readonly Bytes[]): Bytes => {
  const bytes = join(parts);
  return join([unsigned(bytes.length), bytes]);
};
/** Items after their number. */
const list = (items: readonly Bytes[]): Bytes => join([unsigned(items.length), ...items]);
const text = (value: string): Bytes => sized(new TextEncoder().encode(value));
const section = (id: number, ...parts: readonly Bytes[]): Bytes => join([[id], sized(...parts)]);

export interface FunctionType {
  params: readonly ValueType[];
  results: readonly ValueType[];
}

/** One function of a module: its locals in order, parameters left out, and its instructions without the last `end`. */
export interface EncodedFunction {
  type: FunctionType;
  locals: readonly ValueType[];
  code: readonly number[];
  /** Also the name under which tools show the function. */
  name: string;
}

export interface EncodedModule {
  /** The memory imported as `env.memory`. */
  memory: { pages: number; shared: boolean };
  functions: readonly EncodedFunction[];
  /** Names for outside and the index of the function each means. */
  exports: readonly { name: string; function: number }[];
  /** Bytes to lay at the start of the memory. */
  data: Uint8Array;
}

const magic = [0x00, 0x61, 0x73, 0x6d, 0x01, 0x00, 0x00, 0x00];
const largestMemory = 65536;

/** The module in WebAssembly's binary format. */
export function encodeModule({ memory, functions, exports, data }: EncodedModule): Uint8Array<ArrayBuffer> {
  const keys = [...new Set(functions.map(({ type }) => typeKey(type)))];
  const typeOf = new Map(keys.map((key, index) => [key, index]));
  const limits = memory.shared ? [0x03, ...unsigned(memory.pages), ...unsigned(largestMemory)] : [0x00, ...unsigned(memory.pages)];
  const importedMemory = join([text("env"), text("memory"), [0x02], limits]);
  const signatures = keys.map((key) => key.split(" ").map(Number));
  const bodies = functions.map(({ locals, code }) => sized(localDeclarations(locals), code, [op.end]));
  return join([
    magic,
    section(1, list(signatures)),
    section(2, list([importedMemory])),
    section(3, list(functions.map(({ type }) => unsigned(typeOf.get(typeKey(type))!)))),
    section(7, list(exports.map((item) => join([text(item.name), [0x00], unsigned(item.function)])))),
    section(10, list(bodies)),
    ...(data.length > 0 ? [section(11, list([join([[0x00, op.i32Const, 0x00, op.end], sized(data)])]))] : []),
    nameSection(functions),
  ]);
}

function typeKey({ params, results }: FunctionType): string {
  const coded = (values: readonly ValueType[]): number[] => [values.length, ...values.map((value) => types[value])];
  return [0x60, ...coded(params), ...coded(results)].join(" ");
}

/** Runs of equal types, as the format wants them. */
function localDeclarations(locals: readonly ValueType[]): Bytes {
  const runs: { count: number; type: ValueType }[] = [];
  for (const type of locals) {
    const last = runs.at(-1);
    if (last?.type === type) last.count++;
    else runs.push({ count: 1, type });
  }
  return list(runs.map(({ count, type }) => [...unsigned(count), types[type]]));
}

/** The custom section that gives functions their names in disassemblies and profiles. */
function nameSection(functions: readonly EncodedFunction[]): Bytes {
  const names = functions.map(({ name }, index) => join([unsigned(index), text(name)]));
  return section(0, text("name"), [0x01], sized(list(names)));
}

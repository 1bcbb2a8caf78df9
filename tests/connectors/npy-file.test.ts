import { describe, expect, it } from "vitest";
import { WorkbenchError } from "../../src/core/errors";
import { readNpy } from "../../src/connectors/npy-file";
import { npyBytes, npyHeader } from "../support/npy-bytes";

const listed = (bytes: Uint8Array) => [...readNpy("a.npy", bytes).values];

describe("NPY files", () => {
  const values = [0, 1, 1, 2, 3, 100];
  const writers: [kind: string, bytes: number, put: (view: DataView, at: number, value: number, little: boolean) => void][] = [
    ["b1", 1, (view, at, value) => view.setUint8(at, value)],
    ["i1", 1, (view, at, value) => view.setInt8(at, value)],
    ["u1", 1, (view, at, value) => view.setUint8(at, value)],
    ["i2", 2, (view, at, value, little) => view.setInt16(at, value, little)],
    ["u2", 2, (view, at, value, little) => view.setUint16(at, value, little)],
    ["i4", 4, (view, at, value, little) => view.setInt32(at, value, little)],
    ["u4", 4, (view, at, value, little) => view.setUint32(at, value, little)],
    ["i8", 8, (view, at, value, little) => view.setBigInt64(at, BigInt(value), little)],
    ["u8", 8, (view, at, value, little) => view.setBigUint64(at, BigInt(value), little)],
    ["f4", 4, (view, at, value, little) => view.setFloat32(at, value, little)],
    ["f8", 8, (view, at, value, little) => view.setFloat64(at, value, little)],
  ];
  const cases = writers.flatMap(([kind, size, put]) =>
    (size === 1 ? ["|", "<", ">"] : ["<", ">"]).map((order) => ({ descr: order + kind, size, put, little: order !== ">" })),
  );

  it.each(cases)("reads $descr in either byte order (traps 39, 40)", ({ descr, size, put, little }) => {
    const data = new DataView(new ArrayBuffer(size * values.length));
    values.forEach((value, i) => put(data, i * size, value, little));
    const expected = descr.endsWith("b1") ? values.map((value) => (value === 0 ? 0 : 1)) : values;
    expect(listed(npyBytes({ descr, shape: "(2, 3)" }, new Uint8Array(data.buffer)))).toEqual(expected);
  });

  it("keeps sign, fraction and what is not finite", () => {
    expect(listed(npyBytes({ descr: "<f8", shape: "(4,)" }, new Float64Array([-0.1, NaN, Infinity, -2.5e300])))).toEqual([
      -0.1,
      NaN,
      Infinity,
      -2.5e300,
    ]);
    expect(listed(npyBytes({ descr: "|i1", shape: "(2,)" }, new Int8Array([-128, 127])))).toEqual([-128, 127]);
  });

  it.each(["<", ">"])("reads half floats in the order %s: 1, −2, the largest, the smallest, infinity (traps 39, 40)", (order) => {
    const data = new DataView(new ArrayBuffer(12));
    [0x3c00, 0xc000, 0x7bff, 0x0001, 0x7c00, 0x3555].forEach((half, i) => data.setUint16(2 * i, half, order === "<"));
    const bytes = npyBytes({ descr: `${order}f2`, shape: "(6,)" }, new Uint8Array(data.buffer));
    expect(listed(bytes)).toEqual([1, -2, 65504, 2 ** -24, Infinity, 0.333251953125]);
  });

  it("puts a Fortran-ordered 3 × 5 array into C order (trap 42)", () => {
    const columnFirst = Float64Array.from({ length: 15 }, (_, k) => 10 * (k % 3) + Math.floor(k / 3));
    const { shape, values: read } = readNpy("f.npy", npyBytes({ descr: "<f8", fortran: "True", shape: "(3, 5)" }, columnFirst));
    expect(shape).toEqual([3, 5]);
    expect([...read]).toEqual([0, 1, 2, 3, 4, 10, 11, 12, 13, 14, 20, 21, 22, 23, 24]);
  });

  it("puts a Fortran-ordered volume into C order", () => {
    const firstFastest = Float64Array.from({ length: 24 }, (_, k) => 100 * (k % 2) + 10 * (Math.floor(k / 2) % 3) + Math.floor(k / 6));
    const { values: read } = readNpy("f.npy", npyBytes({ descr: "<f8", fortran: "True", shape: "(2, 3, 4)" }, firstFastest));
    expect([...read]).toEqual([0, 1, 2, 3, 10, 11, 12, 13, 20, 21, 22, 23, 100, 101, 102, 103, 110, 111, 112, 113, 120, 121, 122, 123]);
  });

  it.each([
    ["{'descr':'<f8','fortran_order':False,'shape':(2,),}", 1, 2],
    ["{ 'shape' : ( 2 , 1 , ) , 'fortran_order' : False , 'descr' : \"<f8\" }   \n", 1, 2],
    ["{'descr': '<f8', 'fortran_order': False, 'shape': (2L, 1L), }", 1, 2],
    ["{'descr': '<f8', 'fortran_order': False, 'shape': (), }", 1, 1],
    ["{'descr': '<f8', 'fortran_order': False, 'shape': (2,), }", 2, 2],
    ["{'descr': '<f8', 'fortran_order': False, 'shape': (2,), }", 3, 2],
  ])("reads the header %s of version %i (trap 41), though its data begin at no multiple of 64 (trap 42)", (header, version, length) => {
    const bytes = npyHeader(header, version, new Float64Array([7, 8]));
    expect([...readNpy("h.npy", bytes).values]).toEqual([7, 8].slice(0, length));
  });

  it("reads from the middle of a larger buffer", () => {
    const file = npyBytes({ descr: "<f4", shape: "(2,)" }, new Float32Array([1.5, -3]));
    const larger = new Uint8Array(file.length + 3);
    larger.set(file, 3);
    expect(listed(larger.subarray(3))).toEqual([1.5, -3]);
  });

  it("warns of 64-bit integers that a double cannot hold", () => {
    const exact = readNpy("i.npy", npyBytes({ descr: "<i8", shape: "(1,)" }, new BigInt64Array([2n ** 53n - 1n])));
    expect(exact.warnings).toEqual([]);
    const rounded = readNpy("i.npy", npyBytes({ descr: "<i8", shape: "(1,)" }, new BigInt64Array([2n ** 53n + 1n])));
    expect(rounded.warnings.join()).toMatch(/2⁵³/);
  });

  it.each([
    ["complex numbers", { descr: "<c16", shape: "(1,)" }, /complex/],
    ["text", { descr: "<U5", shape: "(1,)" }, /text/],
    ["objects, never unpickled", { descr: "|O", shape: "(1,)" }, /objects.*never unpacked/],
    ["dates", { descr: "<M8[ns]", shape: "(1,)" }, /type/],
    ["long doubles", { descr: "<f16", shape: "(1,)" }, /not read/],
  ])("refuses %s kindly (trap 40)", (_, header, message) => {
    const read = () => readNpy("x.npy", npyBytes(header, new Uint8Array(64)));
    expect(read).toThrow(WorkbenchError);
    expect(read).toThrow(message);
    expect(read).toThrow(/x\.npy/);
  });

  it("refuses records, saying how to save one field", () => {
    const bytes = npyHeader("{'descr': [('a', '<f8')], 'fortran_order': False, 'shape': (1,), }", 1, new Float64Array(1));
    expect(() => readNpy("r.npy", bytes)).toThrow(/named fields.*array\['field'\]/);
  });

  it("says what is wrong with a damaged file", () => {
    const whole = npyBytes({ descr: "<f8", shape: "(4,)" }, new Float64Array(4));
    expect(() => readNpy("c.npy", whole.subarray(0, whole.length - 9))).toThrow(/cut short: shape \(4,\) needs 4 values, it holds 2/);
    expect(() => readNpy("c.npy", whole.subarray(0, 40))).toThrow(/ends within its header/);
    expect(() => readNpy("c.npy", whole.subarray(0, 8))).toThrow(/ends within its header/);
    expect(() => readNpy("c.npy", new Uint8Array([1, 2, 3]))).toThrow(/not an NPY file/);
    expect(() => readNpy("c.npy", npyHeader("{}", 1, new Uint8Array(0)))).toThrow(/lacks descr/);
    expect(() => readNpy("c.npy", npyHeader("{'descr': '<f8', 'fortran_order': False, 'shape': (0, 3), }", 1, new Uint8Array(0)))).toThrow(
      /no values/,
    );
    const unknown = whole.slice();
    unknown[6] = 9;
    expect(() => readNpy("c.npy", unknown)).toThrow(/version 9/);
  });
});

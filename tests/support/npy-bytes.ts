/** An NPY file as numpy would write it, but for the padding that aligns its data. */
export function npyBytes({ descr, fortran = "False", shape }: { descr: string; fortran?: string; shape: string }, data: ArrayBufferView): Uint8Array {
  return npyHeader(`{'descr': '${descr}', 'fortran_order': ${fortran}, 'shape': ${shape}, }\n`, 1, data);
}

/** A file with any header text and format version. */
export function npyHeader(header: string, version: number, data: ArrayBufferView): Uint8Array {
  const text = new TextEncoder().encode(header);
  const start = version === 1 ? 10 : 12;
  const bytes = new Uint8Array(start + text.length + data.byteLength);
  bytes.set([0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59, version, 0]);
  const view = new DataView(bytes.buffer);
  if (version === 1) view.setUint16(8, text.length, true);
  else view.setUint32(8, text.length, true);
  bytes.set(text, start);
  bytes.set(new Uint8Array(data.buffer, data.byteOffset, data.byteLength), start + text.length);
  return bytes;
}

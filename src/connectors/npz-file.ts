import { unzipSync, type UnzipFileInfo } from "fflate";
import { WorkbenchError } from "../core/errors";
import { defineFileConnector, type ImportedArray, type ReadingChoice } from "./connector";
import { mostCells, refuseHollow, unreadable } from "./limits";
import { readNpy } from "./npy-file";

/** Archives written by numpy.savez: the first array in them. */
export const npzFile = defineFileConnector({
  id: "npz-file",
  title: "NumPy archive",
  extensions: ["npz"],
  read: (name, bytes, most) => readNpz(name, bytes, undefined, most),
});

/** Whether the bytes begin as a zip archive does. */
export const isZip = (bytes: Uint8Array): boolean => bytes[0] === 0x50 && bytes[1] === 0x4b && bytes[2] === 3 && bytes[3] === 4;

/** Bytes of a value, and of what may stand before the values and behind them: our own spec among it. */
const [longestValue, longestHeader] = [8, 2 ** 20];

/** Names of the arrays in an archive, in its order. @throws WorkbenchError as `readNpz`. */
export function arraysIn(name: string, bytes: Uint8Array): string[] {
  const known: string[] = [];
  unpack(name, bytes, ({ name: entry }) => {
    if (entry.endsWith(".npy")) known.push(entry.slice(0, -4));
    return false;
  });
  return known;
}

/**
 * One array of an archive.
 * @param array its name; the first when left out.
 * @param most values that it may have.
 * @throws WorkbenchError `data/unreadable` for a damaged archive or a name it lacks, `data/empty` for one without arrays.
 */
export function readNpz(name: string, bytes: Uint8Array, array?: string, most = mostCells): ImportedArray {
  const known = arraysIn(name, bytes);
  const wanted = array ?? known[0];
  if (wanted === undefined) throw new WorkbenchError("data/empty", [name], "the archive holds no .npy array");
  if (!known.includes(wanted))
    throw new WorkbenchError("data/unreadable", [name], `the archive has no array "${wanted}"; it has ${known.join(", ")}`, { known });
  const entry = unpack(name, bytes, ({ name: title, originalSize }) => {
    if (title !== `${wanted}.npy`) return false;
    // What the archive claims is set aside before it is unpacked.
    refuseHollow(name, originalSize, bytes.length);
    if (originalSize > most * longestValue + longestHeader)
      throw unreadable(
        name,
        `its array "${wanted}" claims ${originalSize} bytes; at most ${most} values can be read. Scale it down, or cut it into parts`,
      );
    return true;
  })[`${wanted}.npy`];
  const imported = readNpy(`${name}/${wanted}`, entry!, most);
  if (known.length > 1) imported.choice = { kind: "array", arrays: known, array: wanted };
  const others = known.filter((other) => other !== wanted);
  if (array === undefined && others.length > 0)
    imported.warnings.unshift(`The archive holds ${known.length} arrays; "${wanted}" was read, ${others.join(", ")} left out.`);
  return imported;
}

/** Which array of an archive is read; null when there is no choice. */
export function arrayChoice(name: string, bytes: Uint8Array, array?: string): ReadingChoice | null {
  const arrays = arraysIn(name, bytes);
  return arrays.length > 1 ? { kind: "array", arrays, array: array ?? arrays[0]! } : null;
}

function unpack(name: string, bytes: Uint8Array, filter: (entry: UnzipFileInfo) => boolean): Record<string, Uint8Array> {
  try {
    return unzipSync(bytes, { filter });
  } catch (error) {
    if (error instanceof WorkbenchError) throw error;
    throw new WorkbenchError(
      "data/unreadable",
      [name],
      "the archive is damaged or not a zip archive. Copy it again, or save it anew with numpy.savez",
    );
  }
}

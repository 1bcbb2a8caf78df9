import { describe, expect, it } from "vitest";
import { findDisk, spillInto } from "../../src/engine/history-opfs";

/** A folder of the private disk in memory, whose files take at most so many bytes. */
function folder(room = Infinity): { handle: FileSystemDirectoryHandle; files: Map<string, Uint8Array> } {
  const files = new Map<string, Uint8Array>();
  const fileHandle = (name: string) => ({
    createSyncAccessHandle: async () => ({
      write(bytes: Uint8Array) {
        const written = bytes.slice(0, Math.min(bytes.length, room));
        files.set(name, written);
        return written.length;
      },
      flush: () => undefined,
      close: () => undefined,
    }),
    getFile: async () => new Blob([files.get(name)!.slice()]),
  });
  const handle = {
    async getFileHandle(name: string, { create = false } = {}) {
      if (!create && !files.has(name)) throw new Error("NotFoundError");
      return fileHandle(name);
    },
    removeEntry: async (name: string) => void files.delete(name),
  };
  return { handle: handle as unknown as FileSystemDirectoryHandle, files };
}

describe("states on the private disk of a page", () => {
  it("are files that come back as they were, and go when they are no longer wanted", async () => {
    const { handle, files } = folder();
    const disk = spillInto(handle, 1e6);
    await disk.write("a", Uint8Array.of(1, 2, 3));
    expect(await disk.read("a")).toEqual(Uint8Array.of(1, 2, 3));
    await disk.remove("a");
    expect(files.size).toBe(0);
    await expect(disk.read("a")).rejects.toThrow();
  });

  it("leave nothing behind when only a part fits", async () => {
    const { handle, files } = folder(2);
    await expect(spillInto(handle, 1e6).write("a", Uint8Array.of(1, 2, 3))).rejects.toThrow("only 2 of 3 bytes were written");
    expect(files.size).toBe(0);
  });

  it("have no place where there is no such disk", async () => expect(await findDisk()).toBeNull());
});

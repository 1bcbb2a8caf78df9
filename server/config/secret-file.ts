import { readFile } from "node:fs/promises";

/** A secret that Docker, Kubernetes or systemd lays into a file; a line end behind it is not part of it. */
export async function readSecretFile(path: string): Promise<string> {
  const text = await readFile(path, "utf8").catch((error: unknown) => {
    const { code } = error as NodeJS.ErrnoException;
    throw new Error(code === "ENOENT" ? "there is no such file" : `it cannot be opened (${code ?? "unknown"})`);
  });
  if (text.length > 2 ** 20) throw new Error("it is larger than 1 MB");
  return text.replace(/\r?\n$/, "");
}

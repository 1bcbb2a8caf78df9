/** Largest file that a notebook keeps in its own text, in bytes. */
export const largestKeptFile = 2_000_000;

/** A file as a data address that holds its name too: `data:text/csv;name=rain.csv;base64,…`. */
export function fileAddress(name: string, bytes: Uint8Array, type = "application/octet-stream"): string {
  return `data:${type};name=${encodeURIComponent(name)};base64,${toBase64(bytes)}`;
}

/** What `fileAddress` made; null for any other text. */
export function readFileAddress(address: string): { name: string; bytes: Uint8Array } | null {
  const found = /^data:[^;,]*;name=([^;,]*);base64,([A-Za-z0-9+/=]*)$/.exec(address);
  if (!found) return null;
  try {
    return { name: decodeURIComponent(found[1]!), bytes: fromBase64(found[2]!) };
  } catch {
    return null;
  }
}

export function toBase64(bytes: Uint8Array): string {
  let text = "";
  for (let i = 0; i < bytes.length; i += 4096) text += String.fromCharCode(...bytes.subarray(i, i + 4096));
  return btoa(text);
}

export const fromBase64 = (text: string): Uint8Array<ArrayBuffer> => Uint8Array.from(atob(text), (char) => char.charCodeAt(0));

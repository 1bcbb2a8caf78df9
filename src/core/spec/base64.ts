const digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

/** Base64 (RFC 4648) with padding: bytes as a part of JSON. */
export function toBase64(bytes: Uint8Array): string {
  let text = "";
  for (let i = 0; i < bytes.length; i += 3) {
    const word = (bytes[i]! << 16) | ((bytes[i + 1] ?? 0) << 8) | (bytes[i + 2] ?? 0);
    const kept = Math.min(bytes.length - i, 3) + 1;
    for (let k = 0; k < 4; k++) text += k < kept ? digits[(word >> (18 - 6 * k)) & 63]! : "=";
  }
  return text;
}

/** The bytes of a base64 text; null when it is none. */
export function fromBase64(text: string): Uint8Array<ArrayBuffer> | null {
  const body = text.replace(/={0,2}$/, "");
  if (text.length % 4 !== 0 || body.length % 4 === 1) return null;
  const bytes = new Uint8Array(Math.floor((body.length * 3) / 4));
  let [word, bits, length] = [0, 0, 0];
  for (const digit of body) {
    const value = digits.indexOf(digit);
    if (value < 0) return null;
    word = ((word << 6) | value) & 0xffff;
    bits += 6;
    if (bits >= 8) bytes[length++] = (word >> (bits -= 8)) & 255;
  }
  return bytes;
}

const struck = "(hidden)";

/** Forms of secrets, whatever they are called: our keys, and what stands between name and host of an address. */
const forms: readonly (readonly [RegExp, string])[] = [
  [/\bmfn_[A-Za-z0-9_-]{32,}/g, `mfn_${struck}`],
  [/(:\/\/[^\s:/@"]{0,100}):[^\s/@"]{1,200}@/g, `$1:${struck}@`],
  [/\b(Bearer|Basic) [A-Za-z0-9+/=._~-]{8,}/g, `$1 ${struck}`],
];

/** Fields whose text is a secret by their name, however deep they stand in a line of JSON. */
const fields = /"((?:[\w-]*[_-])?(?:password|passwd|secret|token|authorization|cookie|set-cookie|api[_-]?key|csrf))":"(?:[^"\\]|\\.)*"/gi;

/** Strikes secrets out of lines of JSON, which stay JSON. `known` are struck out wherever they stand. */
export function scrubber(known: readonly string[]): (line: string) => string {
  const inJson = known.map((secret) => JSON.stringify(secret).slice(1, -1)).sort((a, b) => b.length - a.length);
  return (line) => {
    let clean = line.replace(fields, `"$1":"${struck}"`);
    for (const [form, instead] of forms) clean = clean.replace(form, instead);
    for (const secret of inJson) clean = clean.replaceAll(secret, struck);
    return clean;
  };
}

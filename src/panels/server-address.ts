/** Where `mfn serve` listens unless told otherwise. */
export const usualAddress = "http://127.0.0.1:8321";

/** The address to begin with: the one in use, or that of the page itself where a server may have sent it. */
export function firstAddress(used: string): string {
  if (used !== "") return used;
  const { protocol, origin } = location;
  // A page of the development server comes from no workbench server.
  return /^https?:$/.test(protocol) && !import.meta.env.DEV ? origin : usualAddress;
}

/** Loads an ES module from its text, as the cell worker does from a Blob, which Node cannot import. */
export async function importText(
  code: string,
): Promise<{ default: (scope: Record<string, unknown>, show: (value: unknown) => void) => Promise<Record<string, unknown>> }> {
  const url = `data:text/javascript,${encodeURIComponent(code)}`;
  return import(/* @vite-ignore */ url);
}

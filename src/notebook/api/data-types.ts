/** Data in and out, as the editor knows it. */
export const dataTypes = `
/**
 * Loads a file that comes with the workbench (\`samples/series/…\`), or one of another host, which the reader is asked to allow.
 * @example const rows = (await load("samples/series/us-macro.csv")).table();
 */
declare function load(address: string): Promise<ChosenFile>;
/** Offers a file to be saved, by the ending of its name: rows as CSV, a field or numbers as NPY, a text or bytes as they are, anything else as JSON. */
declare function save(name: string, content: string | Uint8Array | object): void;
`;

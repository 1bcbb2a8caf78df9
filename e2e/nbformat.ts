/** What a mime bundle, an output and a cell have to have: the JSON schema of nbformat 4.5 (github.com/jupyter/nbformat, v4/nbformat.v4.5.schema.json). */
const required: Readonly<Record<string, readonly string[]>> = {
  code: ["id", "cell_type", "metadata", "source", "outputs", "execution_count"],
  markdown: ["id", "cell_type", "metadata", "source"],
  raw: ["id", "cell_type", "metadata", "source"],
  execute_result: ["output_type", "data", "metadata", "execution_count"],
  display_data: ["output_type", "data", "metadata"],
  stream: ["output_type", "name", "text"],
  error: ["output_type", "ename", "evalue", "traceback"],
};
/** Beside the required ones, what may stand there; nothing else may. */
const allowed: Readonly<Record<string, readonly string[]>> = { markdown: ["attachments"], raw: ["attachments"] };

type Part = Readonly<Record<string, unknown>>;

const isPart = (value: unknown): value is Part => typeof value === "object" && value !== null && !Array.isArray(value);
const isText = (value: unknown): boolean => typeof value === "string" || (Array.isArray(value) && value.every((line) => typeof line === "string"));

/** What nbformat's validator would find wrong with a notebook; empty for a valid one. */
export function nbformatFaults(notebook: unknown): string[] {
  if (!isPart(notebook)) return ["is no object"];
  const { nbformat, nbformat_minor: minor, metadata, cells } = notebook;
  const faults = nbformat === 4 && minor === 5 ? [] : [`is of nbformat ${String(nbformat)}.${String(minor)}`];
  const kernel = isPart(metadata) ? metadata["kernelspec"] : undefined;
  if (!isPart(kernel) || typeof kernel["name"] !== "string" || typeof kernel["display_name"] !== "string") faults.push("names no kernel");
  if (!Array.isArray(cells)) return [...faults, "has no cells"];
  const ids = cells.map((cell: Part) => cell["id"]);
  if (new Set(ids).size < ids.length) faults.push("has two cells of one id");
  return [...faults, ...cells.flatMap((cell: Part, i) => cellFaults(cell).map((fault) => `cell ${i}: ${fault}`))];
}

function keysOf(part: Part, kind: unknown): string[] {
  const needed = required[String(kind)];
  if (!needed) return [`is of the unknown kind ${String(kind)}`];
  const known = [...needed, ...(allowed[String(kind)] ?? [])];
  return [
    ...needed.filter((key) => !(key in part)).map((key) => `lacks ${key}`),
    ...Object.keys(part).filter((key) => !known.includes(key)).map((key) => `has ${key}, which is not in the format`), // prettier-ignore
  ];
}

function cellFaults(cell: Part): string[] {
  const { id, source, metadata, outputs = [], execution_count: count = null } = cell;
  return [
    ...keysOf(cell, cell["cell_type"]),
    ...(typeof id === "string" && /^[a-zA-Z0-9-_]{1,64}$/.test(id) ? [] : [`has the id ${String(id)}`]),
    ...(isText(source) ? [] : ["has a source that is no text"]),
    ...(isPart(metadata) ? [] : ["has no metadata"]),
    ...(count === null || Number.isInteger(count) ? [] : ["has an execution count that is no number"]),
    ...(outputs as Part[]).flatMap((output, i) => outputFaults(output).map((fault) => `output ${i}: ${fault}`)),
  ];
}

function outputFaults(output: Part): string[] {
  const { data = {}, text = "", traceback = [] } = output;
  const bundle = isPart(data) ? Object.entries(data) : [];
  return [
    ...keysOf(output, output["output_type"]),
    ...(isPart(data) ? [] : ["has data that are no bundle"]),
    ...bundle.filter(([type, value]) => !/json$/.test(type) && !isText(value)).map(([type]) => `has ${type} that is no text`),
    ...(isText(text) && isText(traceback) ? [] : ["has a text that is none"]),
  ];
}

import "../core/uncompiled-schemas";
import * as z from "zod";
import { WorkbenchError } from "../core/errors";
import { noOptions, optionsAsMetadata, optionsFromMetadata } from "./cell-options";
import type { CellOutput } from "./cell-output";
import { toBase64 } from "./file-address";
import type { CellStatus } from "./kernel";
import { heatPng } from "./heat-png";
import { jupytextFront } from "./jupytext-front";
import { heatHtml, outputHtml, outputText, plotHtml, type Paper } from "./output-html";
import type { Cell, NotebookDocument } from "./parse";

/** A cell to be written, with what it shows where that is wanted. */
export type WrittenCell = Cell & {
  outputs?: readonly CellOutput[];
  /** The text that gave them, where that is known. */
  ran?: string | null;
  status?: CellStatus;
};

/** The kernel that Deno installs for Jupyter. */
const kernelspec = { name: "deno", display_name: "Deno", language: "typescript" };
const languageInfo = { name: "typescript", file_extension: ".ts", mimetype: "text/x.typescript", codemirror_mode: "typescript" };

/**
 * The notebook as an `.ipynb` file: nbformat 4.5, its cells with ids.
 * @see https://nbformat.readthedocs.io/en/latest/format_description.html
 */
export function notebookAsIpynb({ front, cells }: { front: string; cells: readonly WrittenCell[] }, paper: Paper): string {
  let count = 0;
  const document = {
    nbformat: 4,
    nbformat_minor: 5,
    metadata: { kernelspec, language_info: languageInfo, ...(front !== "" && { mfn: { front } }) },
    cells: cells.map((cell) => {
      const common = { id: cell.id, metadata: metadataOf(cell), source: linesOf(cell.source) };
      if (cell.kind === "markdown") return { cell_type: "markdown", ...common };
      const outputs = (cell.outputs ?? []).map((output) => jupyterOutput(output, paper));
      return { cell_type: "code", ...common, execution_count: outputs.length > 0 ? ++count : null, outputs };
    }),
  };
  return `${JSON.stringify(document, null, 1)}\n`;
}

function metadataOf({ kind, options }: Cell): Record<string, unknown> {
  if (kind === "code") return optionsAsMetadata(options);
  try {
    const read: unknown = options.text === "" ? {} : JSON.parse(options.text);
    return typeof read === "object" && read !== null && !Array.isArray(read) ? (read as Record<string, unknown>) : {};
  } catch {
    return {};
  }
}

/** As Jupyter keeps texts: one string a line, with its end. */
const linesOf = (text: string): string[] => text.split(/(?<=\n)/).filter((line) => line !== "");

/** An output as Jupyter shows it: a stream, an error, or the same thing in several forms of which it takes the richest. */
function jupyterOutput(output: CellOutput, paper: Paper): Record<string, unknown> {
  const display = (data: Record<string, unknown>) => ({
    output_type: "display_data",
    metadata: {},
    data: { "text/plain": linesOf(outputText(output)), ...data },
  });
  switch (output.kind) {
    case "text":
      if (output.tone === "value") return display({});
      return { output_type: "stream", name: output.tone === "warn" ? "stderr" : "stdout", text: linesOf(`${output.text}\n`) };
    case "error":
      return { output_type: "error", ename: "Error", evalue: output.message, traceback: [outputText(output)] };
    case "markdown":
      return display({ "text/markdown": linesOf(output.text) });
    case "heat":
      // Lines over it make it a drawing.
      return display(output.lines ? { "image/svg+xml": linesOf(heatHtml(output)) } : { "image/png": toBase64(heatPng(output)) });
    case "line":
    case "plot": {
      const drawn = plotHtml(output, paper);
      // A picture with a legend is a figure of several, which is HTML and no SVG.
      return display(drawn.startsWith("<svg") ? { "image/svg+xml": linesOf(drawn) } : { "text/html": linesOf(drawn) });
    }
    case "table":
    case "question":
      return display({ "text/html": linesOf(outputHtml(output, paper)) });
    default:
      return display({});
  }
}

const textLines = z.union([z.string(), z.array(z.string()).transform((lines) => lines.join(""))]);
const ipynb = z.object({
  nbformat: z.number(),
  metadata: z
    .object({
      kernelspec: z.object({ language: z.string().optional(), name: z.string().optional() }).optional(),
      language_info: z.object({ name: z.string().optional() }).optional(),
      mfn: z.object({ front: z.string().optional() }).optional(),
    })
    .optional(),
  cells: z.array(
    z.object({ cell_type: z.string(), source: textLines, metadata: z.record(z.string(), z.unknown()).optional(), id: z.string().optional() }),
  ),
});

const runnable = /^(typescript|javascript|ts|js|deno)$/i;

/**
 * Reads an `.ipynb` file of nbformat 4. Outputs are left behind: what is on screen is to be what the code says. Code of another language becomes
 * text to look at.
 * @throws WorkbenchError `data/unreadable`.
 */
export function notebookFromIpynb(text: string): NotebookDocument {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (error) {
    throw new WorkbenchError("data/unreadable", [], `this .ipynb file is no JSON: ${error instanceof Error ? error.message : String(error)}`);
  }
  const read = ipynb.safeParse(json);
  if (!read.success) {
    const [issue] = read.error.issues;
    throw new WorkbenchError(
      "data/unreadable",
      (issue?.path ?? []) as (string | number)[],
      `this is no Jupyter notebook: ${issue?.message ?? "it has another form"}`,
    );
  }
  const { nbformat, metadata = {}, cells } = read.data;
  if (nbformat !== 4)
    throw new WorkbenchError(
      "data/unreadable",
      ["nbformat"],
      `this notebook is of nbformat ${nbformat}; open it in Jupyter and save it there as version 4`,
    );
  const language = metadata.kernelspec?.language ?? metadata.language_info?.name ?? metadata.kernelspec?.name ?? "typescript";
  return {
    front: metadata.mfn?.front ?? jupytextFront,
    cells: cells.map(({ cell_type, source, metadata: own = {} }, i): Cell => {
      const id = `cell-${i + 1}`;
      if (cell_type === "code" && runnable.test(language)) return { id, kind: "code", source: source.trim(), options: optionsFromMetadata(own) };
      if (cell_type === "markdown") {
        const options = Object.keys(own).length > 0 ? { text: JSON.stringify(own), controls: {} } : noOptions;
        return { id, kind: "markdown", source: source.trim(), options };
      }
      return { id, kind: "markdown", source: fenced(source, cell_type === "code" ? language : ""), options: noOptions };
    }),
  };
}

/** A text between fences that nothing in it closes. */
function fenced(source: string, language: string): string {
  const longest = Math.max(2, ...[...source.matchAll(/^\s{0,3}(`+)/gm)].map((match) => match[1]!.length));
  const fence = "`".repeat(longest + 1);
  return `${fence}${language.replace(/[^\w+-]/g, "")}\n${source}\n${fence}`;
}

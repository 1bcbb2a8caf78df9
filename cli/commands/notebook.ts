import { extname } from "node:path";
import { WorkbenchError } from "../../src/core/errors";
import type { ControlValue } from "../../src/notebook/cell-options";
import { outputText } from "../../src/notebook/output-html";
import { parseNotebook, titleOf } from "../../src/notebook/parse";
import { readNotebookText } from "../../src/notebook/read-text";
import { runHeadless, shownControls, withControlValues, type RanCell } from "../../src/notebook/run-headless";
import { notebookFormats, writeNotebook, type NotebookFormat } from "../../src/notebook/write-file";
import { usage } from "../arguments";
import { cellThread } from "../cell-thread";
import { defineCommand } from "../command";
import { readBytes, within, writeBytes } from "../files";
import { notebookServices } from "../notebook-services";
import { withProgress } from "../progress";

export const notebook = defineCommand({
  id: "notebook",
  title: "Runs a notebook",
  usage: "run FILE [--set NAME=VALUE …] [--out FILE.ipynb|html|md] [--allow HOST …]",
  help:
    "Runs all cells of a notebook in MyST Markdown (.md) or Jupyter's form (.ipynb), each after those it needs, as the page does. --set moves a control, " +
    "by the name of its variable. Whoever runs a file trusts it.",
  example: "mfn notebook run notebooks/turing-patterns.md --out turing-patterns.html",
  options: {
    set: { kind: "list", value: "NAME=VALUE", help: "Sets a control, such as F=0.04." },
    out: { kind: "value", value: "FILE", help: "Writes the notebook with its outputs: .ipynb or .html; or with its controls as set: .md." },
    allow: { kind: "list", value: "HOST", help: "Lets cells load files from a host." },
  },
  arguments: [2, 2],
  async run(args, io) {
    const [what, file] = args.positionals as [string, string];
    if (what !== "run") throw usage(notebook, `there is nothing called "${what}" to do; known: run`);
    const out = args.value("out");
    const format = out === undefined ? null : formatOf(out);
    const values = Object.fromEntries(args.list("set").map(settingOf));
    const bytes = await readBytes(io, file);
    const document = await within(file, () => parseNotebook(readNotebookText(new TextDecoder().decode(bytes))));
    const cells = await within(file, () => withControlValues(document.cells, values));
    if (!cells.some(({ kind }) => kind === "code"))
      throw new WorkbenchError("data/empty", [], `${file} has no cell to run: code stands between \`\`\`{code-cell} typescript and \`\`\``);

    const { services, end } = notebookServices(io, args.list("allow"));
    let reached = "";
    const running = runHeadless(cells, cellThread(services), (done, of) => (reached = `${done} of ${of} cells`));
    const ran = await withProgress(io, async () => reached, running).finally(end);
    checkTaken(ran, values);
    const title = titleOf(ran) ?? file;
    if (out !== undefined && format) {
      // A document to draw on is loaded for this alone.
      const { plainPaper } = await import("../../src/notebook/plain-paper");
      await writeBytes(io, out, writeNotebook({ title, front: document.front, cells: ran }, format, plainPaper).bytes);
    }

    const code = ran.filter(({ kind }) => kind === "code");
    const failed = code.flatMap(({ status }, i) => (status === "done" ? [] : [i + 1]));
    const json = {
      title,
      cells: code.map(({ status, milliseconds, outputs }, i) => ({
        number: i + 1,
        status,
        seconds: milliseconds === null ? null : milliseconds / 1000,
        outputs,
      })),
      controls: shownControls(ran).map(({ name, label, value }) => ({ name, label, value })),
      failed,
      ...(out !== undefined && { out }),
    };
    return {
      json,
      text: () => readable(title, code),
      ...(failed.length > 0 && {
        failure: `${file}: ${failed.length === 1 ? "cell" : "cells"} ${failed.join(", ")} of ${code.length} failed: ${whyFailed(code)}`,
      }),
    };
  },
});

/** Refuses a result for another value than was asked for: a slider keeps within its range, a choice to its options. */
function checkTaken(ran: readonly RanCell[], values: Readonly<Record<string, ControlValue>>): void {
  for (const { name, value } of shownControls(ran)) {
    const asked = values[name];
    if (asked === undefined || asked === value) continue;
    // A step of 0.1 makes 0.30000000000000004 of 0.3.
    const rounded = typeof asked === "number" && typeof value === "number" && Math.abs(asked - value) <= 1e-9 * Math.abs(asked);
    if (!rounded)
      throw new WorkbenchError("usage", [], `--set ${name}=${String(asked)}: the control ${name} does not take it and stands at ${String(value)}`);
  }
}

function formatOf(path: string): NotebookFormat {
  const ending = extname(path).slice(1).toLowerCase();
  const format = notebookFormats.find((one) => one === ending);
  if (format) return format;
  throw new WorkbenchError("usage", [], `--out expects a file ending in .ipynb, .html or .md, got "${path}"`);
}

/** `F=0.04`: a number, true, false or null where it reads as one, else a text. */
function settingOf(text: string): [string, ControlValue] {
  const at = text.indexOf("=");
  if (at < 1) throw new WorkbenchError("usage", [], `--set expects NAME=VALUE, such as F=0.04, got "${text}"`);
  const value = text.slice(at + 1);
  if (value === "true" || value === "false") return [text.slice(0, at), value === "true"];
  if (value === "null") return [text.slice(0, at), null];
  return [text.slice(0, at), value.trim() !== "" && Number.isFinite(Number(value)) ? Number(value) : value];
}

const readable = (title: string, code: readonly RanCell[]): string =>
  [
    title,
    ...code.map(({ status, milliseconds, outputs }, i) => {
      const time = milliseconds === null ? "" : `, ${(milliseconds / 1000).toFixed(2)} s`;
      return [`[${i + 1}] ${status}${time}`, ...outputs.map((output) => outputText(output).replace(/^/gm, "    "))].join("\n");
    }),
  ].join("\n");

/** The first error that is none of another cell. */
function whyFailed(code: readonly RanCell[]): string {
  const errors = code.flatMap(({ outputs }) => outputs.flatMap((output) => (output.kind === "error" ? [output.message] : [])));
  return errors.find((message) => !/did not give its values$/.test(message)) ?? errors[0] ?? "it did not run";
}

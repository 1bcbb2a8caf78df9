import type { CellOutput, ControlOutput, NumberOutput, TableOutput, TableValue } from "./cell-output";
import { drawPlot, plotOfLines } from "./draw-plot";
import { toBase64 } from "./file-address";
import { heatPng } from "./heat-png";
import { escapeHtml, markdownHtml } from "./markdown-html";
import { plainDocument, type PlainElement } from "./plain-document";

/** What a cell shows as HTML that needs no script. */
export function outputHtml(output: CellOutput): string {
  switch (output.kind) {
    case "text":
      return `<pre class="${output.tone}">${escapeHtml(output.text)}</pre>`;
    case "markdown":
      return markdownHtml(output.text);
    case "number":
      return `<p class="number">${escapeHtml(numberText(output))}</p>`;
    case "table":
      return tableHtml(output);
    case "line":
    case "plot":
      return figure(output.title, plotHtml(output));
    case "heat": {
      const range = output.min === null ? "" : ` (${short(output.min)} … ${short(output.max!)})`;
      const picture = `<img alt="${escapeHtml(output.title)}" src="data:image/png;base64,${toBase64(heatPng(output))}">`;
      return figure(`${output.title}${range}`, picture);
    }
    case "control":
      return `<p class="control">${escapeHtml(controlText(output))}</p>`;
    case "question": {
      const options = output.options.map((option) => `<li>${escapeHtml(option)}</li>`).join("");
      const answer = `<details><summary>Answer</summary><p><b>${escapeHtml(output.options[output.answer] ?? "")}</b></p>${markdownHtml(output.why)}</details>`;
      return `<div class="question">${markdownHtml(output.ask)}<ul>${options}</ul>${answer}</div>`;
    }
    case "file":
      return `<p><a download="${escapeHtml(output.name)}" href="data:${escapeHtml(output.type)};base64,${output.content}">${escapeHtml(output.name)}</a></p>`;
    case "error":
      return `<p class="error">${output.line === null ? "" : `Line ${output.line}: `}${escapeHtml(output.message)}</p>`;
  }
}

/** What a cell shows as plain text. */
export function outputText(output: CellOutput): string {
  switch (output.kind) {
    case "text":
    case "markdown":
      return output.text;
    case "number":
      return numberText(output);
    case "table":
      return [output.columns, ...output.rows.map((row) => row.map(cellText))].map((row) => row.join("\t")).join("\n");
    case "line":
    case "plot":
    case "heat":
      return `[picture] ${output.title}`.trimEnd();
    case "control":
      return controlText(output);
    case "question":
      return `${output.ask}\n${output.options.map((option, i) => `${i + 1}. ${option}`).join("\n")}`;
    case "file":
      return `${output.name} (${output.bytes} bytes)`;
    case "error":
      return output.message;
  }
}

/** A picture of Plot; where it cannot be drawn, why. */
export function plotHtml(output: Extract<CellOutput, { kind: "line" | "plot" }>): string {
  const call = output.kind === "line" ? plotOfLines(output) : output.plot;
  try {
    return (drawPlot(call, plainDocument()) as unknown as PlainElement).write();
  } catch (error) {
    return `<p class="error">${escapeHtml(`this plot cannot be drawn: ${error instanceof Error ? error.message : String(error)}`)}</p>`;
  }
}

const figure = (title: string, inside: string): string =>
  `<figure>${title === "" ? "" : `<figcaption>${escapeHtml(title)}</figcaption>`}${inside}</figure>`;

function tableHtml({ caption, columns, rows, leftOut }: TableOutput): string {
  const line = (tag: string, cells: readonly string[]) => `<tr>${cells.map((cell) => `<${tag}>${escapeHtml(cell)}</${tag}>`).join("")}</tr>`;
  const note = [caption, leftOut > 0 ? `${leftOut} rows more` : ""].filter((part) => part !== "").join("; ");
  const body = rows.map((row) => line("td", row.map(cellText))).join("");
  return `<table>${note === "" ? "" : `<caption>${escapeHtml(note)}</caption>`}<thead>${line("th", columns)}</thead><tbody>${body}</tbody></table>`;
}

const short = (value: number): string => String(Number(value.toPrecision(6)));
const cellText = (value: TableValue): string => (value === null ? "–" : typeof value === "number" ? short(value) : String(value));

function numberText({ label, value, unit, interval, note }: NumberOutput): string {
  const shown = value === null ? "–" : `${short(value)}${unit === "1" || unit === "" ? "" : ` ${unit}`}`;
  const between = interval ? ` (${short(interval[0])} … ${short(interval[1])})` : "";
  return `${label === "" ? "" : `${label}: `}${shown}${between}${note ? ` – ${note}` : ""}`;
}

function controlText(output: ControlOutput): string {
  const value =
    output.control === "file"
      ? (output.fileName ?? "no file")
      : output.control === "slider"
        ? `${output.value} ${output.unit}`.trimEnd()
        : String(output.value);
  return `${output.label}: ${value}`;
}

import type { CellOutput, ControlOutput, HeatOutput, NumberOutput, TableOutput, TableValue } from "./cell-output";
import { drawPlot, plotOfLines } from "./draw-plot";
import { toBase64 } from "./file-address";
import { heatPng } from "./heat-png";
import { linesPath } from "./lines-path";
import { escapeHtml, markdownHtml } from "./markdown-html";

/** A document to draw on, made when a picture of Plot needs one. */
export type Paper = () => Document;

/** What a cell shows as HTML that needs no script. */
export function outputHtml(output: CellOutput, paper: Paper): string {
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
      return figure(output.title, plotHtml(output, paper));
    case "heat": {
      const range = output.min === null ? "" : ` (${short(output.min)} … ${short(output.max!)})`;
      return figure(`${output.title}${range}`, heatHtml(output));
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

/** A field as an image; where lines lie over it, as a drawing in SVG that holds the image. */
export function heatHtml(output: HeatOutput): string {
  const { title, shape, lines = [] } = output;
  const [rows, columns] = shape;
  const address = `data:image/png;base64,${toBase64(heatPng(output))}`;
  const name = escapeHtml(title);
  if (lines.length === 0) return `<img alt="${name}" src="${address}">`;
  const paths = lines.map((line) => `<path d="${linesPath(line.paths)}"><title>${short(line.level)}</title></path>`).join("");
  const width = Math.max(rows, columns) / 256;
  // White on black, so that a line is seen on every colour.
  const strokes = [`stroke="black" stroke-width="${2.5 * width}"`, `stroke="white" stroke-width="${width}"`];
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" role="img" aria-label="${name}" viewBox="0 0 ${columns} ${rows}" width="${Math.max(columns, 256)}">` +
    `<image href="${address}" width="${columns}" height="${rows}" style="image-rendering:pixelated"/>` +
    `${strokes.map((stroke) => `<g fill="none" ${stroke}>${paths}</g>`).join("")}</svg>`
  );
}

/** A picture of Plot; where it cannot be drawn, why. */
export function plotHtml(output: Extract<CellOutput, { kind: "line" | "plot" }>, paper: Paper): string {
  const call = output.kind === "line" ? plotOfLines(output) : output.plot;
  try {
    const drawn = drawPlot(call, paper());
    // Outside HTML an SVG without its name space is nothing.
    for (const svg of [drawn, ...drawn.querySelectorAll("svg")]) if (svg.localName === "svg") svg.setAttribute("xmlns", "http://www.w3.org/2000/svg");
    return drawn.outerHTML;
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
  return `<div class="table" tabindex="0"><table>${note === "" ? "" : `<caption>${escapeHtml(note)}</caption>`}<thead>${line("th", columns)}</thead><tbody>${body}</tbody></table></div>`;
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

import type { WrittenCell } from "./ipynb";
import { escapeHtml, markdownHtml } from "./markdown-html";
import { outputHtml, type Paper } from "./output-html";

/** The notebook with its outputs as one page that needs no script, no network and no other file. */
export function notebookAsHtml(title: string, cells: readonly WrittenCell[], paper: Paper): string {
  const body = cells
    .map((cell) => {
      if (cell.kind === "markdown") return markdownHtml(cell.source);
      const outputs = (cell.outputs ?? []).map((output) => `<div class="output">${outputHtml(output, paper)}</div>`).join("\n");
      return `<section><pre class="code"><code>${escapeHtml(cell.source)}</code></pre>\n${codeThatRan(cell)}${outputs}</section>`;
    })
    .join("\n");
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; img-src data:; style-src 'unsafe-inline'">
<title>${escapeHtml(title)}</title>
<style>${style}</style>
</head>
<body>
<main>
${body}
</main>
</body>
</html>
`;
}

/** Where the code was changed since it ran, that which gave the outputs. */
const codeThatRan = ({ source, ran = null, status, outputs = [] }: WrittenCell): string =>
  status !== "stale" || ran === null || ran === source || outputs.length === 0
    ? ""
    : `<details open><summary>Not run since it was changed. The code that gave what is below</summary><pre class="code"><code>${escapeHtml(ran)}</code></pre></details>\n`;

const style = `
:root { color-scheme: light dark; font: 16px/1.55 system-ui, sans-serif; }
main { max-width: 46rem; margin: 2rem auto; padding: 0 1rem; }
pre { overflow-x: auto; padding: 0.6rem 0.8rem; border-radius: 6px; background: color-mix(in srgb, currentColor 7%, transparent); font: 13px/1.5 ui-monospace, monospace; }
.output { margin: 0.5rem 0; }
.error { color: light-dark(#a3131d, #ff8f93); }
.table { overflow-x: auto; }
table { border-collapse: collapse; font-size: 14px; }
caption { text-align: left; font-size: 14px; opacity: 0.8; }
th, td { padding: 0.2rem 0.7rem; text-align: left; border-bottom: 1px solid color-mix(in srgb, currentColor 20%, transparent); }
figure { margin: 0; }
figcaption { font-size: 14px; opacity: 0.8; }
img { max-width: 100%; image-rendering: pixelated; }
svg { max-width: 100%; height: auto; }
@media print { .table { overflow-x: visible; } pre { white-space: pre-wrap; } section { break-inside: avoid; } }
`;

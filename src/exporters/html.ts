import { encode } from "fast-png";
import { toBase64 } from "../core/spec/base64";
import { defineLateExporter } from "./exporter";
import { pagePlayer, pageStyle } from "./html-parts";
import { provenanceEntries } from "./provenance";

/** A recorded frame: one pixel a cell. */
export interface PageFrame {
  step: number;
  time: number;
  width: number;
  height: number;
  rgba: Uint8ClampedArray<ArrayBuffer>;
}

export interface RunPageInput {
  title: string;
  /** The present state as one `<svg>`. */
  figure: string;
  /** What was measured, as it is to be read. */
  numbers: readonly { name: string; value: string }[];
  /** Opens the run in the workbench; null when its spec is too long for a link. */
  link: string | null;
  /** Shape of a frame on the page, height over width. */
  aspect: number;
  frameRate: number;
  frames: AsyncIterable<PageFrame>;
}

/**
 * A run as one file that needs nothing else: the figure, a player of the recorded frames, the numbers, and the spec, which the workbench finds in it again
 * (the element `mfn-spec`). A content policy forbids the page the network.
 */
export const html = defineLateExporter<RunPageInput>({
  id: "html",
  title: "Page of the run (HTML)",
  extension: "html",
  type: "text/html",
  async encode({ title, figure, numbers, link, aspect, frameRate, frames }, provenance) {
    const kept: { step: number; time: number; png: string }[] = [];
    for await (const { step, time, width, height, rgba } of frames)
      kept.push({ step, time, png: toBase64(encode({ width, height, data: rgba, channels: 4, depth: 8 })) });
    const { spec, "spec-hash": hash, ...facts } = provenanceEntries(provenance);
    const rows = [
      ...numbers,
      ...Object.entries(facts).map(([name, value]) => ({ name, value })),
      ...(hash ? [{ name: "spec hash (SHA-256)", value: hash }] : []),
    ];
    return new TextEncoder().encode(`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; img-src data:; style-src 'unsafe-inline'; script-src 'unsafe-inline'">
<meta name="generator" content="${escaped(facts["software"] ?? "")}">
<title>${escaped(title)}</title>
<style>${pageStyle}</style>
</head>
<body>
<main>
<h1>${escaped(title)}</h1>
${link === null ? "" : `<p><a href="${escaped(link)}">Open in the workbench</a></p>`}
${kept.length > 1 ? player(aspect) : ""}
<figure>${figure}<figcaption>The state at the end.</figcaption></figure>
<h2>Numbers</h2>
<table><tbody>${rows.map(({ name, value }) => `<tr><th scope="row">${escaped(name)}</th><td>${escaped(value)}</td></tr>`).join("")}</tbody></table>
<h2>Spec</h2>
<p>With this text the workbench brings the run back: open this file in it, or save the text and call <code>mfn run</code>.</p>
<pre tabindex="0">${spec === undefined ? "No run made this." : escaped(JSON.stringify(JSON.parse(spec), null, 2))}</pre>
</main>
${spec === undefined ? "" : `<script type="application/json" id="mfn-spec">${inScript(spec)}</script>`}
<script type="application/json" id="mfn-frames">${inScript(JSON.stringify({ frameRate, frames: kept }))}</script>
<script>${pagePlayer}</script>
</body>
</html>
`);
  },
});

const player = (aspect: number): string =>
  `<section aria-label="Recorded frames"><img id="frame" alt="The field" style="aspect-ratio: ${Number((1 / aspect).toPrecision(6))}"><div class="bar"><button id="play" type="button">Play</button><input id="at" type="range" min="0" value="0" step="1" aria-label="Frame"><output id="when"></output></div></section>`;

const escaped = (text: string): string => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;");
/** JSON that no HTML parser takes for the end of its element. */
const inScript = (json: string): string => json.replaceAll("<", "\\u003c");

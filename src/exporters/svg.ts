import { WorkbenchError } from "../core/errors";
import { defineExporter } from "./exporter";
import { provenanceEntries } from "./provenance";

/** The text of one `<svg>` element. */
export interface DrawingInput {
  svg: string;
}

/** Names our elements inside another vocabulary's document; an identifier, not a page. */
const namespace = "urn:mfn-workbench:provenance";

/** A drawing as SVG whose first child is `<metadata>` with `mfn:spec`, `mfn:spec-hash` and `mfn:software`. */
export const svg = defineExporter<DrawingInput>({
  id: "svg",
  title: "Drawing (SVG)",
  extension: "svg",
  type: "image/svg+xml",
  encode({ svg: text }, provenance) {
    const tag = /<svg\b(?:[^>"']|"[^"]*"|'[^']*')*>/.exec(text);
    if (!tag || tag[0].endsWith("/>"))
      throw new WorkbenchError("data/empty", [], "there is no drawing to export: expected one <svg> element with content");
    const open = /\sxmlns=/.test(tag[0]) ? tag[0] : tag[0].replace("<svg", '<svg xmlns="http://www.w3.org/2000/svg"');
    const entries = Object.entries(provenanceEntries(provenance)).map(([name, value]) => `<mfn:${name}>${escaped(value)}</mfn:${name}>`);
    const metadata = `<metadata xmlns:mfn="${namespace}">${entries.join("")}</metadata>`;
    return new TextEncoder().encode(text.slice(0, tag.index) + open + metadata + text.slice(tag.index + tag[0].length));
  },
});

const escaped = (text: string): string => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");

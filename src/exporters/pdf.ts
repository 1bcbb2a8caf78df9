import { encode } from "fast-png";
import type { jsPDF } from "jspdf";
import { toBase64 } from "../core/spec/base64";
import { enlarged } from "../views/figure-enlarged";
import { ink, paper, stroke, type FigurePage, type FigurePart } from "../views/figure-parts";
import { defineLateExporter } from "./exporter";
import { provenanceEntries } from "./provenance";
import { trueTypeOf } from "./woff";

/** A figure, and typefaces for it: the first that has a letter draws it. */
export interface PageInput {
  page: FigurePage;
  /** TrueType or WOFF 1.0. */
  fonts: readonly Uint8Array<ArrayBuffer>[];
}

const pointsPerMillimetre = 72 / 25.4;
/** Longer side of a field inside a drawing, at least, in pixels. */
const leastPixels = 1024;
const raised = { size: 0.7, by: 0.35 };
const superscripts = "⁰¹²³⁴⁵⁶⁷⁸⁹⁻⁺";
const plain = "0123456789−+";

/**
 * A figure as PDF, one page as large as it: the field as a picture, the rest as vectors and words in embedded typefaces, so that Ukrainian and Greek letters can be
 * searched and copied. Spec and hash stand in the document's subject and keywords; there is no date, so equal content gives equal pages.
 */
export const pdf = defineLateExporter<PageInput>({
  id: "pdf",
  title: "Figure (PDF)",
  extension: "pdf",
  type: "application/pdf",
  async encode({ page, fonts }, provenance) {
    const { jsPDF: Document } = await import("jspdf");
    const { width, height } = page;
    const document = new Document({ unit: "mm", format: [width, height], orientation: width > height ? "landscape" : "portrait", compress: true });
    const { software, spec = "", ...facts } = provenanceEntries(provenance);
    const keywords = Object.entries(facts).map(([name, value]) => `${name}: ${value}`);
    document.setProperties({ title: page.title, subject: spec, keywords: keywords.join("; "), creator: software!, author: "" });
    document.setCreationDate("D:19700101000000+00'00'");
    document.setFileId("0".repeat(32));
    const write = writer(document, fonts);
    document.setFillColor(paper).rect(0, 0, width, height, "F");
    document.setDrawColor(ink).setTextColor(ink).setLineWidth(stroke);
    for (const part of page.parts) {
      if (part.kind === "text") write(part);
      else draw(document, part);
    }
    return new Uint8Array(document.output("arraybuffer"));
  },
});

function draw(document: jsPDF, part: Exclude<FigurePart, { kind: "text" }>): void {
  switch (part.kind) {
    case "line":
      document.line(...part.from, ...part.to);
      return;
    case "frame":
      document.rect(part.x, part.y, part.width, part.height, "S");
      return;
    case "image": {
      const { width, height, rgba } = enlarged(part.pixels, leastPixels);
      const picture = encode({ width, height, data: onPaper(rgba), channels: 3, depth: 8 });
      document.addImage({ imageData: picture, format: "PNG", ...placeOf(part), compression: "MEDIUM" });
      return;
    }
    case "ramp": {
      // Each strip reaches down to the foot, so that no reader shows seams between them.
      const strips = 128;
      for (let i = 0; i < strips; i++) {
        const share = i / strips;
        document
          .setFillColor(mixed(part.colours, 1 - (i + 0.5) / strips))
          .rect(part.x, part.y + share * part.height, part.width, (1 - share) * part.height, "F");
      }
    }
  }
}

const placeOf = ({ x, y, width, height }: { x: number; y: number; width: number; height: number }) => ({ x, y, width, height });

/** Red, green and blue alone; cells without colour show the paper. */
function onPaper(rgba: Uint8ClampedArray): Uint8Array {
  const pixels = new Uint8Array((rgba.length / 4) * 3).fill(255);
  for (let i = 0; i < rgba.length / 4; i++) if (rgba[4 * i + 3]! > 0) pixels.set(rgba.subarray(4 * i, 4 * i + 3), 3 * i);
  return pixels;
}

/** The colour at a share of a ramp. */
function mixed(colours: readonly string[], share: number): string {
  const at = share * (colours.length - 1);
  const channels = [Math.floor(at), Math.ceil(at)].map((i) => [1, 3, 5].map((k) => parseInt(colours[i]!.slice(k, k + 2), 16)));
  const channel = (k: number) => Math.round(channels[0]![k]! + (at % 1) * (channels[1]![k]! - channels[0]![k]!));
  return `#${[0, 1, 2].map((k) => channel(k).toString(16).padStart(2, "0")).join("")}`;
}

interface Run {
  font: string;
  text: string;
  raised: boolean;
}

/** Writes texts letter by letter in whichever typeface has it; what none has becomes “?”. Superscripts are small raised digits. */
function writer(document: jsPDF, fonts: readonly Uint8Array<ArrayBuffer>[]): (part: Extract<FigurePart, { kind: "text" }>) => void {
  const names = fonts.map((font, i) => {
    const name = `figure-${i}`;
    document.addFileToVFS(`${name}.ttf`, toBase64(trueTypeOf(font))).addFont(`${name}.ttf`, name, "normal", undefined, "Identity-H");
    return name;
  });
  const codes = names.map((name) => document.setFont(name).getFont().metadata as unknown as Typeface);
  const runsOf = (text: string): Run[] => {
    const runs: Run[] = [];
    for (const letter of text) {
      const power = superscripts.indexOf(letter);
      const shown = power >= 0 ? plain[power]! : letter === "\u202f" ? "\u00a0" : letter;
      const found = codes.findIndex((typeface) => typeface.characterToGlyph(shown.codePointAt(0)!) > 0);
      const run = { font: names[Math.max(0, found)]!, text: found < 0 ? "?" : shown, raised: power >= 0 };
      const last = runs.at(-1);
      if (last?.font === run.font && last.raised === run.raised) last.text += run.text;
      else runs.push(run);
    }
    return runs;
  };
  return ({ x, y, text, size, anchor }) => {
    const points = size * pointsPerMillimetre;
    const runs = runsOf(text).map((run) => {
      document.setFont(run.font).setFontSize(run.raised ? points * raised.size : points);
      return { ...run, width: document.getTextWidth(run.text) };
    });
    const width = runs.reduce((sum, run) => sum + run.width, 0);
    let at = x - (anchor === "middle" ? width / 2 : anchor === "end" ? width : 0);
    for (const run of runs) {
      document.setFont(run.font).setFontSize(run.raised ? points * raised.size : points);
      document.text(run.text, at, y - (run.raised ? size * raised.by : 0));
      at += run.width;
    }
  };
}

/** What jsPDF keeps of a font and does not declare. */
interface Typeface {
  /** 0 for a letter that it lacks. */
  characterToGlyph(code: number): number;
}

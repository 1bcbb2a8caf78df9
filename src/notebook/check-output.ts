import "../core/uncompiled-schemas";
import * as z from "zod";
import type { CellOutput } from "./cell-output";
import { cleanPlot, isPlotCall } from "./plot-calls";

const longest = 200_000;
const text = z.string().max(longest);
const label = z.string().max(1000);
const finite = z.number();
const some = finite.nullable();
const pair = z.tuple([finite, finite]);
const shownNumbers = 100_000;
const bytes64 = z
  .string()
  .regex(/^[A-Za-z0-9+/]*={0,2}$/)
  .refine((coded) => coded.length % 4 === 0);
/** Bytes that a text in base64 stands for. */
const bytesIn = (coded: string): number => (coded.length / 4) * 3 - (coded.length - coded.replace(/=+$/, "").length);
/** Without what could hide its ending or lead out of a folder. */
const fileName = label.transform((name) => name.replace(/[\p{Cc}\p{Cf}/\\:*?"<>|]/gu, "-").slice(0, 120));
/** A text in a cell of a table. */
const shortText = z.string().max(4000);

const control = { kind: z.literal("control"), name: label, label, help: text };

/** What a cell may show. Only what is written here passes. */
const output = z.union([
  z.object({ kind: z.literal("text"), text, tone: z.enum(["value", "log", "warn"]) }),
  z.object({ kind: z.literal("markdown"), text }),
  z.object({ kind: z.literal("number"), label, value: some, unit: label, interval: pair.readonly().nullable(), note: text.nullable() }),
  z.object({
    kind: z.literal("table"),
    caption: text,
    columns: z.array(label).max(200),
    rows: z.array(z.array(z.union([finite, shortText, z.boolean(), z.null()])).max(200)).max(1000),
    leftOut: finite,
  }),
  z.object({
    kind: z.literal("line"),
    title: text,
    xLabel: label,
    yLabel: label,
    series: z.array(z.object({ name: label, x: z.array(finite).max(shownNumbers), y: z.array(some).max(shownNumbers) })).max(100),
    marks: z.array(z.object({ x: finite, label })).max(100),
  }),
  z
    .object({
      kind: z.literal("heat"),
      title: text,
      shape: z.tuple([z.int().min(1).max(1024), z.int().min(1).max(1024)]),
      levels: bytes64.max(2_000_000),
      min: some,
      max: some,
      notFinite: finite,
      stride: finite,
      map: label.optional(),
      lines: z
        .array(z.object({ level: finite, paths: z.array(z.array(pair.readonly()).max(shownNumbers)).max(5000) }))
        .max(100)
        .optional(),
      light: bytes64.max(2_000_000).optional(),
    })
    .refine(({ shape: [rows, columns], levels, min, max, light = levels, lines = [] }) => {
      const points = lines.reduce((count, { paths }) => paths.reduce((sum, path) => sum + path.length, count), 0);
      return (min === null) === (max === null) && [levels, light].every((coded) => bytesIn(coded) === rows * columns) && points <= shownNumbers;
    }),
  z.object({ ...control, control: z.literal("slider"), value: finite, min: finite, max: finite, step: finite, unit: label }),
  z.object({ ...control, control: z.literal("choice"), value: label, options: z.array(label).max(500) }),
  z.object({ ...control, control: z.literal("checkbox"), value: z.boolean() }),
  z.object({ ...control, control: z.literal("text"), value: text, placeholder: label }),
  z.object({ ...control, control: z.literal("file"), value: z.string().nullable(), accept: label, fileName: label.nullable(), bytes: finite }),
  z.object({ kind: z.literal("question"), ask: text, options: z.array(text).min(1).max(20), answer: z.int().min(0), why: text }),
  z.object({ kind: z.literal("file"), name: fileName, type: label, content: bytes64.max(30_000_000), bytes: finite }),
  z.object({ kind: z.literal("error"), message: text, line: z.int().min(1).nullable() }),
]);

/** What came from a cell as something that can be shown; null for anything else. A plot is checked by its own rule. */
export function readOutput(given: unknown): CellOutput | null {
  if (typeof given === "object" && given !== null && "kind" in given && given.kind === "plot") {
    const { title, plot } = given as { title?: unknown; plot?: unknown };
    const clean = isPlotCall(plot) ? cleanPlot(plot) : null;
    return clean && { kind: "plot", title: typeof title === "string" ? title.slice(0, 1000) : "", plot: clean };
  }
  const read = output.safeParse(given);
  return read.success ? read.data : null;
}

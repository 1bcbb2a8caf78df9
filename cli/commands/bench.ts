import { measureInterleaved, type Figure } from "../../benchmarks/benchmark";
import { kernelBenchmarks } from "../../benchmarks/kernels";
import { WorkbenchError } from "../../src/core/errors";
import { wholeNumberOf } from "../arguments";
import { defineCommand, type Io } from "../command";
import { readBytes } from "../files";
import { parseJson } from "../json-text";
import { table } from "../table";

export const bench = defineCommand({
  id: "bench",
  title: "Measures the kernels",
  usage: "[--only NAME] [--baseline FILE]",
  help: "Cell updates a second of each back end; ratios to the C program where its source and a compiler are at hand, rounds interleaved.",
  example: "mfn bench --only 512x512 --json",
  options: {
    only: { kind: "value", value: "NAME", help: "Only the figures whose name contains this." },
    baseline: { kind: "value", value: "FILE", help: "A file that `mfn bench --json` wrote: ratios are then to its figures." },
    rounds: { kind: "value", value: "N", help: "Rounds of all benchmarks, one after the other; the median counts. Default 5." },
  },
  arguments: [0, 0],
  async run(args, io) {
    const rounds = wholeNumberOf("rounds", args.value("rounds") ?? "5", 1, 1000);
    const baseline = args.value("baseline") === undefined ? null : await readBaseline(io, args.value("baseline")!);
    const notes: string[] = [];
    const only = args.value("only") ?? "";
    const all = await kernelBenchmarks(0.5, (line) => notes.push(line));
    // A ratio needs its partner, whose name begins alike.
    const chosen = all.filter(({ name }) => name.includes(only));
    if (chosen.length === 0)
      throw new WorkbenchError("usage", [], `no benchmark's name contains "${only}"; there are ${all.map(({ name }) => name).join("; ")}`);
    // Only now that the command line is known to be good: a bad one gets one line alone.
    const say = (line: string) => io.err(`${line}\n`);
    notes.forEach(say);
    const partners = all.filter(({ name }) => chosen.some(({ relativeTo }) => relativeTo === name));
    const measured = await measureInterleaved([...new Set([...partners, ...chosen])], rounds, (round) => say(`round ${round + 1} of ${rounds}`));
    const figures = baseline === null ? measured : compared(measured, baseline);
    return {
      json: figures,
      text: () =>
        table(
          figures.map(({ name, value, unit, ratioToBaseline, handWritten }) => ({
            name,
            value,
            unit,
            ratio: ratioToBaseline ?? null,
            "by hand, elsewhere": handWritten ?? null,
          })),
        ),
    };
  },
});

/** @throws WorkbenchError for a file that is not what `mfn bench --json` writes. */
async function readBaseline(io: Io, path: string): Promise<Figure[]> {
  const document = parseJson(new TextDecoder().decode(await readBytes(io, path)), path);
  if (Array.isArray(document) && document.every(isFigure)) return document;
  throw new WorkbenchError("data/unreadable", [], `${path} is no baseline: expected the list of figures that mfn bench --json writes`);
}

const isFigure = (item: unknown): item is Figure =>
  typeof item === "object" && item !== null && "name" in item && "value" in item && typeof item.value === "number" && item.value > 0;

function compared(figures: readonly Figure[], baseline: readonly Figure[]): Figure[] {
  return figures.map((figure) => {
    const before = baseline.find(({ name }) => name === figure.name);
    return before ? { ...figure, ratioToBaseline: figure.value / before.value } : figure;
  });
}

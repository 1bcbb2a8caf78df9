import { measureInterleaved, type Figure } from "../../benchmarks/benchmark";
import { kernelBenchmarks } from "../../benchmarks/kernels";
import { WorkbenchError } from "../../src/core/errors";
import { defineCommand } from "../command";
import { readBytes } from "../files";
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
    const rounds = Number(args.value("rounds") ?? 5);
    if (!Number.isInteger(rounds) || rounds < 1) throw new WorkbenchError("usage", [], "--rounds takes a whole number from 1");
    const say = (line: string) => io.err(`${line}\n`);
    const only = args.value("only") ?? "";
    const all = await kernelBenchmarks(0.5, say);
    // A ratio needs its partner, whose name begins alike.
    const chosen = all.filter(({ name }) => name.includes(only));
    if (chosen.length === 0)
      throw new WorkbenchError("usage", [], `no benchmark's name contains "${only}"; there are ${all.map(({ name }) => name).join("; ")}`);
    const partners = all.filter(({ name }) => chosen.some(({ relativeTo }) => relativeTo === name));
    const measured = await measureInterleaved([...new Set([...partners, ...chosen])], rounds, (round) => say(`round ${round + 1} of ${rounds}`));
    const baseline = args.value("baseline");
    const figures =
      baseline === undefined ? measured : compared(measured, JSON.parse(new TextDecoder().decode(await readBytes(io, baseline))) as Figure[]);
    return {
      json: figures,
      text: () => table(figures.map(({ name, value, unit, ratioToBaseline }) => ({ name, value, unit, ratio: ratioToBaseline ?? null }))),
    };
  },
});

function compared(figures: readonly Figure[], baseline: readonly Figure[]): Figure[] {
  return figures.map((figure) => {
    const before = baseline.find(({ name }) => name === figure.name);
    return before ? { ...figure, ratioToBaseline: figure.value / before.value } : figure;
  });
}

import { availableParallelism } from "node:os";
import { compared, describeMachine, figuresOf, type Baseline } from "../../benchmarks/baseline";
import { measureGroup, type Benchmark, type Figure, type Patience } from "../../benchmarks/benchmark";
import { findSetting, suite } from "../../benchmarks/suite";
import { judge } from "../../benchmarks/targets";
import { WorkbenchError } from "../../src/core/errors";
import { Backends } from "../../src/engine/backends/index";
import { wholeNumberOf } from "../arguments";
import { defineCommand, type Io } from "../command";
import { readBytes, writeBytes } from "../files";
import { parseJson } from "../../src/connectors/json-text";
import { threadStarter } from "../kernel-threads";
import { show, table } from "../table";

/** The medians of a group are known to one per cent, or as well as 25 seconds allow. */
const patience: Patience = { rounds: [5, 60], uncertainty: 0.01, seconds: 25 };

export const bench = defineCommand({
  id: "bench",
  title: "Measures the kernels",
  usage: "[--only NAME] [--baseline FILE] [--save FILE] [--rounds N]",
  help: "Cell updates a second of each back end beside the C program where its source and a compiler are at hand, rounds interleaved; then the targets.",
  example: "mfn bench --only 512x512 --json",
  options: {
    only: { kind: "value", value: "NAME", help: "Only the figures whose name contains this, and those that they are held against." },
    baseline: { kind: "value", value: "FILE", help: "Figures that --save or --json wrote: ratioToBaseline is then to those." },
    save: { kind: "value", value: "FILE", help: "Writes the figures with the machine in words, for --baseline." },
    rounds: { kind: "value", value: "N", help: "Rounds of every group; as many as steady medians need when left out." },
  },
  arguments: [0, 0],
  async run(args, io) {
    const rounds = args.value("rounds") === undefined ? null : wholeNumberOf("rounds", args.value("rounds")!, 1, 1000);
    const baseline = args.value("baseline") === undefined ? null : await readBaseline(io, args.value("baseline")!);
    const notes: string[] = [];
    // Two threads are measured on one core as well: the table of the targets asks for them.
    const backends = new Backends({ threads: Math.max(2, availableParallelism()), startThread: threadStarter() });
    const only = args.value("only") ?? "";
    const groups = chosen(suite(findSetting(backends, (line) => notes.push(line))), only);
    // Only now that the command line is known to be good: a bad one gets one line alone.
    const say = (line: string) => io.err(`${line}\n`);
    notes.forEach(say);
    const measured: Figure[] = [];
    for (const [i, group] of groups.entries()) {
      const limits = rounds === null ? patience : { ...patience, rounds: [rounds, rounds] as const };
      const told = `group ${i + 1} of ${groups.length}, ${group[0]!.name} and others`;
      measured.push(...(await measureGroup(group, limits, (round) => (round === 0 ? say(told) : undefined))));
    }
    const file = args.value("save");
    if (file !== undefined) {
      const kept: Baseline = { machine: describeMachine(), figures: measured };
      await writeBytes(io, file, new TextEncoder().encode(`${JSON.stringify(kept, null, 2)}\n`));
    }
    const figures = baseline === null ? measured : compared(measured, baseline);
    return { json: figures, text: () => [table(figures.map(rowOf)), "", targetTable(measured, only === "")].join("\n") };
  },
});

/** Groups without the benchmarks that nobody asked for; a ratio keeps its partners. */
function chosen(groups: readonly Benchmark[][], only: string): Benchmark[][] {
  const wanted = groups.flatMap((group) => {
    const named = group.filter(({ name }) => name.includes(only));
    const partners = new Set(named.flatMap(({ name, against = [] }) => [name, ...against]));
    return named.length > 0 ? [group.filter(({ name }) => partners.has(name))] : [];
  });
  if (wanted.length > 0) return wanted;
  const names = groups.flatMap((group) => group.map(({ name }) => name));
  throw new WorkbenchError("usage", [], `no benchmark's name contains "${only}"; there are ${names.join("; ")}`);
}

/** @throws WorkbenchError `data/unreadable` for a file that is no baseline. */
const readBaseline = async (io: Io, path: string) => figuresOf(parseJson(new TextDecoder().decode(await readBytes(io, path)), path), path);

const rounded = (value: number | null, digits = 3) => (value === null ? null : Number(value.toPrecision(digits)));

function rowOf({ name, value, unit, ratioToBaseline, ratios = {}, uncertainty, rounds }: Figure) {
  const others = Object.entries(ratios).map(([other, ratio]) => `${show(rounded(ratio))} of ${other}`);
  return {
    name,
    value: rounded(unit === "ms" ? value : value / 1e6, 4),
    unit: unit === "ms" ? unit : "M cell updates/s",
    ratio: rounded(ratioToBaseline ?? null),
    "± %": rounded(100 * uncertainty, 2),
    rounds,
    "held against": others.join("; "),
  };
}

/** @param all whether those that were not measured are shown as well. */
const targetTable = (figures: readonly Figure[], all: boolean): string =>
  table(
    judge(figures)
      .filter(({ measured }) => all || measured !== null)
      .map(({ title, floor, aim, measured, verdict }) => ({ target: title, floor, aim, measured: rounded(measured), verdict })),
  );

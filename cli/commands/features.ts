import { readFile } from "../../src/connectors/index";
import type { FieldValues } from "../../src/core/simulation";
import { WorkbenchError } from "../../src/core/errors";
import { defaultFeatures, referenceFeaturesOf, type PrintedFeatures } from "../../src/jobs/history-features";
import { usage } from "../arguments";
import { defineCommand } from "../command";
import { readBytes, within } from "../files";
import { facts } from "../table";

export const features = defineCommand({
  id: "features",
  title: "The 18 features of a field history",
  usage: "FILE.npy [--mode reference|default] [--walls]",
  help: "Reads a history (T, N, N) in volts, or one field (N, N). Reference mode is that of MFN v4.1; default is the corrected one, on a periodic grid unless --walls is given.",
  example: "mfn features history.npy --json",
  options: {
    mode: { kind: "value", value: "MODE", help: "reference (when left out) or default." },
    walls: { kind: "flag", help: "The grid ends at its sides, as in a run without periodic boundary; default mode alone." },
  },
  arguments: [1, 1],
  async run(args, io) {
    const mode = args.value("mode") ?? "reference";
    if (mode !== "reference" && mode !== "default") throw usage(features, `there is no mode "${mode}"; known: reference, default`);
    const walls = args.flag("walls");
    if (walls && mode === "reference") throw usage(features, "--walls needs --mode default: the reference has one boundary alone");
    const file = args.positionals[0]!;
    const { shape, values, warnings } = readFile(file, await readBytes(io, file), "array", { most: io.mostValues });
    for (const warning of warnings) io.err(`mfn: warning: ${file}: ${warning}\n`);
    const { frames, extents } = framesOf(file, shape, values);
    const { features: found, reason } = await within(file, (): Pick<PrintedFeatures, "features" | "reason"> =>
      mode === "reference"
        ? { features: referenceFeaturesOf(frames, extents) }
        : defaultFeatures(frames, extents, { millivoltsPerUnit: 1000, periodic: !walls }),
    );
    return {
      json: { ...found, ...(reason && { reason }) },
      text: () => [facts(found), ...Object.entries(reason ?? {}).map(([name, why]) => `${name}: ${why}`)].join("\n"),
    };
  },
});

/** @throws WorkbenchError `data/unreadable` for an array that is no history, `data/not-finite` naming frame and cell. */
function framesOf(file: string, shape: readonly number[], values: FieldValues): { frames: FieldValues[]; extents: readonly number[] } {
  const history = shape.length === 2 ? [1, ...shape] : shape;
  const [count, rows, columns] = history;
  if (history.length !== 3 || count === undefined || rows === undefined || columns === undefined) {
    throw new WorkbenchError("data/unreadable", [], `${file} has shape (${shape.join(", ")}); features need a history (T, N, N) or one field (N, N)`);
  }
  const cells = rows * columns;
  const bad = values.findIndex((value) => !Number.isFinite(value));
  if (bad >= 0) {
    const place = `frame ${Math.floor(bad / cells)}, row ${Math.floor((bad % cells) / columns)}, column ${bad % columns}`;
    throw new WorkbenchError("data/not-finite", [], `${file}: the value at ${place} is not finite; features need finite potentials`);
  }
  return { frames: Array.from({ length: count }, (_, t) => values.subarray(t * cells, (t + 1) * cells)), extents: [rows, columns] };
}

import type { FixedPoint, StabilityReport } from "../../src/core/analysis/stability";
import { createEngineHost } from "../../src/engine/host";
import type { RunSpecInput } from "../../src/core/spec/run-spec";
import { defineCommand } from "../command";
import { readSpec } from "../spec-file";
import { show, table } from "../table";

export const stability = defineCommand({
  id: "stability",
  title: "Fixed points and dispersion relation",
  usage: "SPEC.json [--set path=value …]",
  help: "Uniform fixed points, eigenvalues of the Jacobian there, which wavenumbers grow on an unbounded domain, the largest stable step of every method, and whether the fields will grow without bound.",
  example: "mfn stability spec.json --set parameters.d=40",
  options: { set: { kind: "list", value: "path=value", help: "Changes one value of the spec, such as parameters.F=0.04." } },
  arguments: [1, 1],
  async run(args, io) {
    const { document } = await readSpec(io, args.positionals[0]!, args.list("set"));
    const report = await createEngineHost().analyse(document as RunSpecInput);
    return {
      json: { ...report, fixedPoints: report.fixedPoints.map(printed) },
      text: () => {
        const told = [...report.foresight.map((sentence) => `warning: ${sentence}`), ...stepTable(report)];
        if (report.fixedPoints.length === 0)
          return [`No fixed point: ${report.reason ?? "none was found in the ranges of the species"}`, ...told].join("\n");
        const points = table(
          report.fixedPoints.map(({ state, eigenvalues, turing, hopf, growthRate, wavelength }) => ({
            state: Object.entries(state)
              .map(([name, value]) => `${name} = ${show(value)}`)
              .join(", "),
            eigenvalues: eigenvalues
              .map(({ re, im }) => (im === 0 ? show(re) : `${show(re)} ${im < 0 ? "−" : "+"} ${show(Math.abs(im))}i`))
              .join(", "),
            turing: turing ? "yes" : "no",
            hopf: hopf ? "yes" : "no",
            "growth rate": growthRate,
            wavelength,
          })),
        );
        return [points, ...(report.reason === undefined ? [] : [`note: ${report.reason}`]), ...told].join("\n");
      },
    };
  },
});

const stepTable = ({ steps }: StabilityReport): string[] =>
  steps.length === 0 ? [] : ["", table(steps.map(({ method, dt }) => ({ method, "largest stable dt": dt ?? "unbounded" })))];

/** The contract's keys: the curve is for drawing and has hundreds of points. */
const printed = ({ state, eigenvalues, turing, hopf, kMostUnstable, growthRate, wavelength, kRange }: FixedPoint) => ({
  state,
  eigenvalues,
  turing,
  hopf,
  kMostUnstable,
  growthRate,
  wavelength,
  kRange,
});

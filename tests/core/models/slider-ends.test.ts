import { it } from "vitest";
import { models } from "../../../src/core/models/index";
import { advanceSafely, startSimulation } from "../../../src/core/simulate";
import { complete } from "../../../src/core/spec/complete";
import { plain } from "../../../src/engine/backends/plain/run";
import { WorkbenchError } from "../../../src/core/errors";

it("scan", async () => {
  const side = Number(process.env["SIDE"] ?? 16), steps = Number(process.env["STEPS"] ?? 2000);
  const t0 = Date.now();
  for (const model of models) {
    if (model.kind !== "equations") continue;
    const t1 = Date.now();
    let n = 0;
    for (const preset of model.presets) {
      const { id, title: _t, note: _n, ...settings } = preset;
      for (const [name, param] of Object.entries(model.params)) for (const end of [param.min, param.max]) {
        n++;
        try {
          const completed = complete({ version: 1, model: model.id, ...settings, parameters: { ...settings.parameters, [name]: end }, grid: { ...settings.grid, shape: [side, side] } });
          let line = "";
          try {
            const simulation = await startSimulation(completed, plain);
            await advanceSafely(simulation, steps);
          } catch (e) { line = (e as WorkbenchError).code + " " + (e as Error).message; }
          if (line || completed.warnings.length) process.stderr.write(`${model.id}/${id} ${name}=${end}: W=[${completed.warnings.join("|")}] ${line}\n`);
        } catch (e) { process.stderr.write(`${model.id}/${id} ${name}=${end}: COMPLETE ${(e as Error).message}\n`); }
      }
    }
    process.stderr.write(`${model.id}: ${n} runs ${Date.now() - t1} ms\n`);
  }
  process.stderr.write(`total ${Date.now() - t0}\n`);
}, 600000);

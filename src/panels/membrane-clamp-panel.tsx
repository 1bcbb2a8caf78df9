import { membraneModels } from "../core/membrane/index";
import {
  commandOf,
  commandQuantity,
  everyOf,
  kindsOf,
  modelOf,
  setupProblem,
  tolerances,
  type ClampKind,
  type CommandWay,
} from "../state/membrane-clamp";
import { setupIn } from "../state/membrane-slice";
import { useWorkbench } from "../state/use-workbench";
import { Button } from "../ui/button";
import { sentence } from "../ui/format";
import { NumberField } from "../ui/number-field";
import { ParamForm } from "../ui/param-form";
import { Select } from "../ui/select";
import { Setting } from "../ui/setting";
import { t } from "../ui/text";
import { definePanel } from "./define";
import { CommandFile } from "./membrane-command-file";
import { CommandPoints } from "./membrane-command-points";
import { CommandSteps } from "./membrane-command-steps";
import "./membrane.css";

const kindTitles: Record<ClampKind, string> = {
  none: "No clamp: left to itself",
  current: "Current clamp",
  voltage: "Voltage clamp",
};
const wayTitles: Record<CommandWay, string> = { steps: "Steps in a table", drawn: "Drawn by hand", file: "From a file" };

/** A model in time, and what is done to it. */
function MembraneClampPanel() {
  const id = useWorkbench((state) => state.membrane.model);
  const setups = useWorkbench((state) => state.membrane.setups);
  const chooseModel = useWorkbench((state) => state.chooseMembraneModel);
  const setClamp = useWorkbench((state) => state.setClamp);
  const setParameter = useWorkbench((state) => state.setClampParameter);
  const reset = useWorkbench((state) => state.resetClamp);
  const model = modelOf(id);
  const setup = setupIn({ model: id, setups });
  return (
    <div className="membrane-clamp">
      <Select
        label={t("Model")}
        value={model.id}
        options={[...membraneModels].map(({ id, title, help }) => ({ value: id, label: title, note: help }))}
        onChange={chooseModel}
      />
      <p className="dim">{t(model.help)}</p>
      <RunOrStop />
      <h3>{t("Protocol")}</h3>
      <Setting name={t("Clamp")}>
        <Select
          look="inline"
          label={t("Clamp")}
          value={setup.kind}
          options={kindsOf(model).map((kind) => ({ value: kind, label: kindTitles[kind] }))}
          onChange={(kind) => setClamp({ kind })}
        />
      </Setting>
      {kindsOf(model).length === 1 && <p className="dim">{t("Nothing can be put into this model: what happens to it is among its parameters.")}</p>}
      <CommandSetup />
      <Setting name={model.time.unit === "1" ? t("Duration") : t("Duration, in {{unit}}", { unit: model.time.unit })}>
        <NumberField
          label={t("Duration of the run, in {{unit}}", { unit: model.time.unit })}
          value={setup.duration}
          min={model.time.duration * 1e-4}
          max={model.time.duration * 100}
          onChange={(duration) => setClamp({ duration })}
        />
      </Setting>
      <Setting name={model.time.unit === "1" ? t("A sample every") : t("A sample every, in {{unit}}", { unit: model.time.unit })}>
        <NumberField
          label={t("Time between two samples")}
          value={everyOf(model, setup)}
          min={setup.duration / 2e6}
          max={setup.duration}
          onChange={(every) => setClamp({ every })}
        />
      </Setting>
      <Setting name={t("Method")} title={t("An L-stable Rosenbrock method of order 5 with steps that adapt; Steinebach 2023")}>
        {t("Rodas5P, adaptive, stiff")}
      </Setting>
      <Setting name={t("Error of a step")}>
        <Select
          look="inline"
          label={t("Relative error of a step")}
          value={String(setup.tolerance)}
          options={[...new Set([...tolerances, setup.tolerance])].map((value) => ({ value: String(value), label: `${value}` }))}
          onChange={(value) => setClamp({ tolerance: Number(value) })}
        />
      </Setting>
      <h3>{t("Parameters")}</h3>
      <ParamForm params={model.params} values={setup.parameters} onChange={setParameter} />
      <Button look="plain" disabled={setups[id] === undefined} onClick={reset}>
        {t("Set all back")}
      </Button>
    </div>
  );
}

/** How the command is given, and what it is. */
function CommandSetup() {
  const id = useWorkbench((state) => state.membrane.model);
  const setups = useWorkbench((state) => state.membrane.setups);
  const setCommand = useWorkbench((state) => state.setCommand);
  const setup = setupIn({ model: id, setups });
  const command = commandOf(setup);
  if (!command) return null;
  const model = modelOf(id);
  const quantity = commandQuantity(model, setup.kind)!;
  const units = { time: model.time.unit, value: quantity.unit };
  const problem = setupProblem(id, setup);
  return (
    <>
      <Setting name={t("Command")}>
        <Select
          look="inline"
          label={t("Command")}
          value={command.way}
          options={(["steps", "drawn", "file"] as const).map((way) => ({ value: way, label: wayTitles[way] }))}
          onChange={(way) => setCommand({ way })}
        />
      </Setting>
      {command.way === "steps" && <CommandSteps command={command} units={units} problem={problem} duration={setup.duration} />}
      {command.way === "drawn" && <CommandPoints command={command} units={units} duration={setup.duration} />}
      {command.way === "file" && <CommandFile command={command} units={units} />}
      {problem && !problem.path.startsWith("clamp.steps.") && problem.path !== "clamp.file" && (
        <p role="alert" className="quantity-problem">
          {sentence(problem.message)}
        </p>
      )}
    </>
  );
}

export function RunOrStop() {
  const running = useWorkbench((state) => state.membrane.run.status === "running");
  const model = useWorkbench((state) => state.membrane.model);
  const setups = useWorkbench((state) => state.membrane.setups);
  const run = useWorkbench((state) => state.runClamp);
  const stop = useWorkbench((state) => state.stopClamp);
  if (running) return <Button onClick={stop}>{t("Stop")}</Button>;
  return (
    <Button look="primary" disabled={setupProblem(model, setupIn({ model, setups })) !== null} onClick={() => void run()}>
      {t("Run the clamp")}
    </Button>
  );
}

export const membraneClampPanel = definePanel({
  id: "membrane-clamp",
  title: "Clamp",
  room: "membrane",
  place: "right",
  ownHeading: true,
  body: MembraneClampPanel,
});

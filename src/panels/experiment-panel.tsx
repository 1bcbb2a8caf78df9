import { optionTitle, type Params } from "../core/define/params";
import { experiments } from "../core/learning/experiments/index";
import { useWorkbench } from "../state/use-workbench";
import { Button } from "../ui/button";
import { ParamForm } from "../ui/param-form";
import { Select } from "../ui/select";
import { t } from "../ui/text";
import { definePanel } from "./define";
import "./learning.css";

/** Which experiment, with what. */
function ExperimentPanel() {
  const { experiment: id, options, status } = useWorkbench((state) => state.learning);
  const choose = useWorkbench((state) => state.chooseExperiment);
  const set = useWorkbench((state) => state.setExperimentOption);
  const reset = useWorkbench((state) => state.resetExperiment);
  const start = useWorkbench((state) => state.startExperiment);
  const stop = useWorkbench((state) => state.stopExperiment);
  const experiment = experiments.get(id);
  const values = options[id] ?? {};
  return (
    <div className="experiment-setup">
      <Select
        label={t("Experiment")}
        value={id}
        options={[...experiments].map((one) => ({ value: one.id, label: t(one.title) }))}
        onChange={choose}
      />
      <p className="dim">{t(experiment.help)}</p>
      <ParamForm params={experiment.params} values={values} symbolOf={() => null} onChange={set} />
      <div className="experiment-ways">
        {status === "running" ? (
          <Button onClick={stop}>{t("Stop")}</Button>
        ) : (
          <Button look="primary" onClick={() => void start()}>
            {t("Run the experiment")}
          </Button>
        )}
        <Button look="plain" disabled={Object.keys(values).length === 0} onClick={reset}>
          {t("Set all back")}
        </Button>
      </div>
    </div>
  );
}

export const experimentPanel = definePanel({ id: "experiment", title: "Experiment", room: "learning", place: "left", body: ExperimentPanel });

/** What was set, in words: "Rule of the server: Krum". */
export const optionWords = (params: Params, options: Readonly<Record<string, unknown>>): string[] =>
  Object.entries(params).map(([name, param]) => {
    const value = options[name] ?? param.default;
    return `${t(param.title)}: ${param.kind === "choice" ? t(optionTitle(param, String(value))) : String(value)}`;
  });

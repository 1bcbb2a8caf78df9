import { useMemo } from "react";
import { modelOf } from "../core/spec/model-of";
import { useWorkbench } from "../state/use-workbench";
import { ParamForm, type FormulaSupport } from "../ui/param-form";
import { t } from "../ui/text";
import { definePanel } from "./define";
import { formulaLatex, parameterProblem, quantityOf, refusalOf } from "./formula-check";
import "./lab.css";
import { symbolFor, symbolsOf } from "./model-equations";

function ParametersPanel() {
  const spec = useWorkbench((state) => state.spec);
  const setParameter = useWorkbench((state) => state.setParameter);
  const modelName = spec?.model;
  const custom = spec?.params;
  const model = useMemo(() => (spec ? modelOf(spec) : null), [modelName, custom]); // eslint-disable-line react-hooks/exhaustive-deps -- values do not change the declaration
  if (!spec || !model) return null;
  if (Object.keys(model.params).length === 0) return <p className="dim">{t("This model has no parameters.")}</p>;
  const formulas: FormulaSupport = {
    check: (name, text) => parameterProblem(name, text, model.params, spec),
    preview: (text) => formulaLatex(text, symbolsOf(model)),
    onChange: (name, text) => refusalOf((refused) => setParameter(name, quantityOf(text), refused)),
  };
  return (
    <ParamForm
      key={modelName}
      params={model.params}
      values={spec.parameters}
      symbolOf={symbolFor(model)}
      formulas={model.kind === "equations" ? formulas : undefined}
      onChange={(name, value) => void setParameter(name, value)}
    />
  );
}

export const parametersPanel = definePanel({ id: "parameters", title: "Parameters", room: "lab", place: "left", body: ParametersPanel });

import { useMemo } from "react";
import type { Model } from "../core/define/model";
import { parse } from "../core/equations/parse";
import { nameLatex } from "../core/equations/symbols";
import { readSystem } from "../core/equations/system";
import { auxiliaryLatex, equationLatex, type Symbols } from "../core/equations/typeset";
import { MathSymbol } from "../ui/symbol";
import { t } from "../ui/text";
import "./lab.css";

/** The equations of a model, typeset. */
export function ModelEquations({ model }: { model: Model }) {
  const lines = useMemo(() => {
    if (model.kind === "stepped") return [];
    const symbols = symbolsOf(model);
    const { equations } = readSystem(model);
    const written = Object.entries(equations).map(([name, { text, expr, timeScale }]) => ({
      name,
      label: `∂${name}/∂t = ${text}`,
      tex: equationLatex(name, expr, symbols, timeScale),
    }));
    const fields = Object.entries(model.auxiliary ?? {}).map(([name, text]) => ({
      name,
      label: `${name} = ${text}`,
      tex: auxiliaryLatex(name, parse(text), symbols),
    }));
    return [...written, ...fields];
  }, [model]);
  if (model.kind === "stepped") return <p className="dim model-stepped">{t("This model brings its own step; it has no equations to show.")}</p>;
  return (
    <div className="equations">
      {lines.map(({ name, label, tex }) => (
        <MathSymbol key={name} display tex={tex} label={label} />
      ))}
    </div>
  );
}

/** LaTeX of the names that declare it. */
export const symbolsOf = ({ species, params }: Model): Symbols =>
  Object.fromEntries(
    [...Object.entries(species), ...Object.entries(params)].flatMap(([name, one]) => ("symbol" in one && one.symbol ? [[name, one.symbol]] : [])),
  );

/** LaTeX of a parameter's symbol for models that are equations; models in code name their parameters in words. */
export const symbolFor = (model: Model) => (name: string) => (model.kind === "equations" ? nameLatex(name) : null);

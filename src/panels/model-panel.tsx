import { useMemo } from "react";
import type { Model } from "../core/define/model";
import { nameLatex } from "../core/equations/symbols";
import { parse } from "../core/equations/parse";
import { readSystem } from "../core/equations/system";
import { auxiliaryLatex, equationLatex, type Symbols } from "../core/equations/typeset";
import { models } from "../core/models/index";
import { modelOf } from "../core/spec/complete";
import { useWorkbench } from "../state/use-workbench";
import { sentence } from "../ui/format";
import { Notice } from "../ui/notice";
import { Select } from "../ui/select";
import { MathSymbol } from "../ui/symbol";
import { definePanel } from "./define";
import "./lab.css";

function ModelPanel() {
  const spec = useWorkbench((state) => state.spec);
  const preset = useWorkbench((state) => state.preset);
  const problem = useWorkbench((state) => state.specProblem);
  const chooseModel = useWorkbench((state) => state.chooseModel);
  const choosePreset = useWorkbench((state) => state.choosePreset);
  const dismiss = useWorkbench((state) => state.dismissSpecProblem);
  const model = useMemo(() => spec && modelOf(spec), [spec]);
  const chosen = model?.presets.find(({ id }) => id === preset);
  return (
    <div className="model">
      <Select
        label="Model"
        value={spec && models.has(spec.model) ? spec.model : null}
        placeholder={spec?.model === "custom" ? "Own equations" : "Model"}
        options={[...models].map(({ id, title, summary }) => ({ value: id, label: title, note: summary }))}
        onChange={(id) => void chooseModel(id)}
      />
      {model && model.presets.length > 0 && (
        <Select
          label="Preset"
          value={preset}
          placeholder="own setting"
          options={model.presets.map(({ id, title, note }) => ({ value: id, label: title, note }))}
          onChange={(id) => void choosePreset(id)}
        />
      )}
      {problem && (
        <Notice tone="error" actions={[{ label: "Dismiss", onClick: dismiss }]}>
          {sentence(problem.message)}
        </Notice>
      )}
      {model && <Equations model={model} />}
      {model && (
        <details className="model-about">
          <summary>About this model</summary>
          <p>{model.summary}</p>
          {chosen && (
            <p>
              {chosen.title}: {chosen.note}
            </p>
          )}
          <p className="dim">
            <Source text={model.source} />
          </p>
        </details>
      )}
    </div>
  );
}

function Equations({ model }: { model: Model }) {
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
  if (model.kind === "stepped") return <p className="dim model-stepped">This model brings its own step; it has no equations to show.</p>;
  return (
    <div className="equations">
      {lines.map(({ name, label, tex }) => (
        <MathSymbol key={name} display tex={tex} label={label} />
      ))}
    </div>
  );
}

/** A source with its DOI as a link. */
function Source({ text }: { text: string }) {
  const [, before, doi, after] = /^(.*?)(?:doi:(\S+?))?([,;.]?\s*(?:(?<=doi:\S+).*)?)$/s.exec(text) ?? [null, text];
  if (!doi) return text;
  return (
    <>
      {before}
      <a href={`https://doi.org/${doi}`} target="_blank" rel="noreferrer">
        doi:{doi}
      </a>
      {after}
    </>
  );
}

/** LaTeX of the names that declare it. */
export const symbolsOf = ({ species, params }: Model): Symbols =>
  Object.fromEntries(
    [...Object.entries(species), ...Object.entries(params)].flatMap(([name, one]) => ("symbol" in one && one.symbol ? [[name, one.symbol]] : [])),
  );

/** LaTeX of a parameter's symbol for models that are equations; models in code name their parameters in words. */
export const symbolFor = (model: Model) => (name: string) => (model.kind === "equations" ? nameLatex(name) : null);

export const modelPanel = definePanel({ id: "model", title: "Model", room: "lab", place: "left", ownHeading: true, body: ModelPanel });

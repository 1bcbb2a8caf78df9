import { lazy, Suspense, useMemo } from "react";
import { modelOf } from "../core/spec/model-of";
import { useWorkbench } from "../state/use-workbench";
import { sentence } from "../ui/format";
import { Notice } from "../ui/notice";
import { t } from "../ui/text";
import { definePanel } from "./define";
import "./lab.css";
import { EquationActions } from "./equation-actions";
import { ModelChooser } from "./model-chooser";
import { ModelEquations } from "./model-equations";

const EquationEditor = lazy(async () => ({ default: (await import("./equation-editor")).EquationEditor }));

function ModelPanel() {
  const spec = useWorkbench((state) => state.spec);
  const preset = useWorkbench((state) => state.preset);
  const problem = useWorkbench((state) => state.specProblem);
  const dismiss = useWorkbench((state) => state.dismissSpecProblem);
  const edited = useWorkbench((state) => state.edited);
  const model = useMemo(() => spec && modelOf(spec), [spec]);
  const chosen = model?.presets.find(({ id }) => id === preset);
  return (
    <div className="model">
      <ModelChooser />
      {problem && (
        <Notice tone="error" actions={[{ label: t("Dismiss"), onClick: dismiss }]}>
          {sentence(problem.message)}
        </Notice>
      )}
      {model &&
        (spec && edited ? (
          <Suspense fallback={<ModelEquations model={model} />}>
            <EquationEditor spec={spec} own={edited} />
          </Suspense>
        ) : (
          <ModelEquations model={model} />
        ))}
      {spec && model?.kind === "equations" && <EquationActions spec={spec} />}
      {model && (
        <details className="model-about">
          <summary>{t("About this model")}</summary>
          <p>{t(model.summary)}</p>
          {chosen && (
            <p>
              {t(chosen.title)}: {t(chosen.note)}
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

export const modelPanel = definePanel({ id: "model", title: "Model", room: "lab", place: "left", ownHeading: true, body: ModelPanel });

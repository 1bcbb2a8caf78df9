import { useMemo, useState } from "react";
import type { ErrorRecord } from "../core/errors";
import type { RunSpec, RunSpecInput } from "../core/spec/run-spec";
import { modelOf } from "../core/spec/model-of";
import { ownEquations, textsOf, usesOf, type FieldKind, type OwnEquations } from "../state/own-equations";
import { useWorkbench } from "../state/use-workbench";
import { Button } from "../ui/button";
import { formatSetting, sentence } from "../ui/format";
import { Notice } from "../ui/notice";
import { t } from "../ui/text";
import { concerns } from "./equation-fault";
import { EquationLine } from "./equation-line";
import { EquationName } from "./equation-name";
import { withoutPlace } from "./formula-check";
import "./lab.css";
import { symbolsOf } from "./model-equations";

/** The equations of the present model, to be written. */
export function EquationEditor({ spec, own }: { spec: RunSpec; own: OwnEquations }) {
  const refused = useWorkbench((state) => state.equationsProblem);
  const removeField = useWorkbench((state) => state.removeField);
  const addField = useWorkbench((state) => state.addField);
  const [added, setAdded] = useState<string | null>(null);
  const [told, setTold] = useState<string | null>(null);
  const running = ownEquations(spec);
  const symbols = useMemo(() => symbolsOf(modelOf(spec)), [spec]);
  const texts = textsOf(own);

  const remove = (name: string) => {
    const uses = usesOf(name, spec, own);
    setTold(uses.length === 0 ? null : t("{{name}} is named in {{uses}}. Take it out there first.", { name, uses: listed(uses) }));
    if (uses.length === 0) void removeField(name);
  };
  const add = (kind: FieldKind) => (name: string) => {
    setAdded(name);
    setTold(null);
    void addField(name, kind);
  };

  return (
    <div className="equation-editor" role="group" aria-label={t("Equations")}>
      {texts.map(([name, kind, text]) => (
        <EquationLine
          key={`${kind} ${name}`}
          own={own}
          name={name}
          kind={kind}
          text={text}
          running={running?.[kind === "species" ? "equations" : "auxiliary"][name]}
          symbols={symbols}
          dimensions={spec.grid.shape.length as 2 | 3}
          refused={refused}
          focused={name === added}
          onRemove={kind === "auxiliary" || Object.keys(own.species).length > 1 ? () => remove(name) : undefined}
        />
      ))}
      {told && (
        <p className="equation-told" role="alert">
          {told}
        </p>
      )}
      {refused && !texts.some(([name]) => concerns(refused, name)) && <Refused refused={refused} own={own} />}
      <ShortenedStep />
      <UnusedParameters spec={spec} own={own} />
      <EquationName own={own} onAdd={add} />
    </div>
  );
}

const listed = (items: readonly string[]): string =>
  items.length < 2 ? items.join("") : t("{{some}} and {{last}}", { some: items.slice(0, -1).join(", "), last: items.at(-1)! });

/** Texts that are right and cannot run with the rest of the spec, with what would let them. */
function Refused({ refused, own }: { refused: ErrorRecord; own: OwnEquations }) {
  const retry = useWorkbench((state) => state.retryEquations);
  const cures: Record<string, { label: string; change: Pick<RunSpecInput, "initial" | "integrator" | "boundary"> }> = {
    initial: {
      label: t("Start from noise around 0"),
      change: { initial: { kind: "noise", around: Object.fromEntries(Object.keys(own.species).map((name) => [name, 0])), amplitude: 0.01 } },
    },
    integrator: { label: t("Choose method and step for them"), change: { integrator: { method: "auto", dt: "auto" } } },
    boundary: { label: t("Make every side periodic"), change: { boundary: "periodic" } },
  };
  const cure = cures[String(refused.path[0])];
  return (
    <Notice tone="error" actions={cure ? [{ label: cure.label, onClick: () => void retry(cure.change) }] : []}>
      {t("{{problem}} The run before goes on.", { problem: sentence(withoutPlace(refused.message)) })}
    </Notice>
  );
}

function ShortenedStep() {
  const shortened = useWorkbench((state) => state.shortened);
  if (!shortened) return null;
  return (
    <p className="equation-note" role="status">
      {t("dt is {{taken}} while these equations need it; {{wanted}} would not be stable.", {
        taken: formatSetting(shortened.taken, 3),
        wanted: formatSetting(shortened.wanted, 3),
      })}
    </p>
  );
}

/** Parameters that nothing names any more, each to be removed by a press. */
function UnusedParameters({ spec, own }: { spec: RunSpec; own: OwnEquations }) {
  const removeParameter = useWorkbench((state) => state.removeParameter);
  const unused = Object.keys(own.params).filter((name) => usesOf(name, spec, own).length === 0);
  if (unused.length === 0) return null;
  return (
    <div className="equation-unused">
      <span className="dim">{t("Not used:")}</span>
      {unused.map((name) => (
        <Button key={name} aria-label={t("Remove the parameter {{name}}", { name })} title={t("Remove")} onClick={() => void removeParameter(name)}>
          <span className="mono">{name}</span> ×
        </Button>
      ))}
    </div>
  );
}

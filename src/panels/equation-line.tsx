import { memo, useMemo } from "react";
import type { ErrorRecord } from "../core/errors";
import { parse } from "../core/equations/parse";
import { auxiliaryLatex, equationLatex, type Symbols } from "../core/equations/typeset";
import type { FieldKind, OwnEquations } from "../state/own-equations";
import { useWorkbench } from "../state/use-workbench";
import { Button } from "../ui/button";
import { ExpressionField } from "../ui/expression-field";
import { MathSymbol } from "../ui/symbol";
import { t } from "../ui/text";
import { completionsAt, withCompletion } from "./equation-completion";
import { equationFault, type Mend } from "./equation-fault";

export interface EquationLineProps {
  own: OwnEquations;
  name: string;
  kind: FieldKind;
  text: string;
  /** What the run follows: shown, dimmed, while the text cannot be read. */
  running: string | undefined;
  symbols: Symbols;
  dimensions: 2 | 3;
  refused: ErrorRecord | null;
  focused: boolean;
  /** Absent for the last field. */
  onRemove?: () => void;
}

/** One equation: what it is of, its text with what is wrong under it, and the whole typeset. */
export function EquationLine({ own, name, kind, text, running, symbols, dimensions, refused, focused, onRemove }: EquationLineProps) {
  const write = useWorkbench((state) => state.writeEquation);
  const addParameter = useWorkbench((state) => state.addParameter);
  const addField = useWorkbench((state) => state.addField);
  const fault = useMemo(() => equationFault(own, name, text, dimensions, refused), [own, name, text, dimensions, refused]);
  const label = kind === "species" ? `∂${name}/∂t` : name;

  const mend = (step: Mend) => {
    if (step.kind === "write") void write(name, step.text);
    else if (step.kind === "parameter") void addParameter(step.name);
    else void addField(step.name, "species");
  };
  const suggest = (typed: string, caret: number, asked: boolean) =>
    completionsAt(typed, caret, own, dimensions, asked).options.map((option) => ({ ...option, text: option.written, note: option.help }));
  const take = (option: ReturnType<typeof suggest>[number], typed: string, caret: number) => {
    if (option.kind === "new-parameter") return (void addParameter(option.name), null);
    if (option.kind === "new-species") return (void addField(option.name, "species"), null);
    return withCompletion(typed, completionsAt(typed, caret, own, dimensions, true), option);
  };

  return (
    <div className="equation-line">
      <div className="equation-head">
        <span className="mono dim" aria-hidden="true">
          {label} =
        </span>
        {onRemove && (
          <Button
            look="plain"
            className="equation-remove"
            aria-label={t("Remove {{name}}", { name })}
            title={t("Remove {{name}}", { name })}
            onClick={onRemove}
          >
            ×
          </Button>
        )}
      </div>
      <ExpressionField
        label={label}
        text={text}
        fault={fault}
        focused={focused}
        mends={
          fault && fault.mends.length > 0 ? (
            <span className="equation-mends">
              {fault.mends.map((step) => (
                <Button key={step.label} onClick={() => mend(step)}>
                  {step.label}
                </Button>
              ))}
            </span>
          ) : null
        }
        onChange={(typed) => void write(name, typed)}
        suggest={suggest}
        take={take}
      />
      <Preview {...{ name, kind, text, running, symbols }} timeScale={own.species[name]?.timeScale} />
    </div>
  );
}

interface PreviewProps extends Pick<EquationLineProps, "name" | "kind" | "text" | "running" | "symbols"> {
  timeScale: number | string | undefined;
}

/** Drawn anew only when its own text changes: typesetting is the dearest part of a keystroke. */
const Preview = memo(function Preview({ name, kind, text, running, symbols, timeScale }: PreviewProps) {
  const present = typesetOf(name, kind, text, timeScale, symbols);
  const shown = present ?? (running === undefined ? null : typesetOf(name, kind, running, timeScale, symbols));
  if (shown === null) return null;
  return (
    <div className={present === null ? "equation-preview equation-stale" : "equation-preview"}>
      <MathSymbol
        display
        tex={shown}
        label={
          present === null
            ? t("{{name}} as it runs: {{running}}", { name, running: running ?? "" })
            : kind === "species"
              ? `∂${name}/∂t = ${text}`
              : `${name} = ${text}`
        }
      />
    </div>
  );
});

function typesetOf(name: string, kind: FieldKind, text: string, timeScale: number | string | undefined, symbols: Symbols): string | null {
  try {
    const expr = parse(text);
    if (kind === "auxiliary") return auxiliaryLatex(name, expr, symbols);
    return equationLatex(name, expr, symbols, timeScale === undefined ? undefined : parse(String(timeScale)));
  } catch {
    return null;
  }
}

import { useId, useState, type FormEvent } from "react";
import { nameProblem, type FieldKind, type OwnEquations } from "../state/own-equations";
import { Button } from "../ui/button";
import { sentence } from "../ui/format";
import { t } from "../ui/text";

const usual = ["u", "v", "w", "p", "q", "r", "s"];

/** A further field: asks for its name, and offers one that is free. */
export function EquationName({ own, onAdd }: { own: OwnEquations; onAdd(kind: FieldKind): (name: string) => void }) {
  const [asked, setAsked] = useState<{ kind: FieldKind; name: string } | null>(null);
  const id = useId();
  const ask = (kind: FieldKind) => () => setAsked({ kind, name: usual.find((name) => nameProblem(own, name) === null) ?? "" });
  if (!asked)
    return (
      <div className="equation-buttons">
        <Button look="plain" onClick={ask("species")} title={t("A field with an equation for its ∂/∂t")}>
          {t("New field")}
        </Button>
        <Button look="plain" onClick={ask("auxiliary")} title={t("A field that is computed from the others, such as a chemical potential")}>
          {t("New formula")}
        </Button>
      </div>
    );
  const { kind, name } = asked;
  const problem = name === "" ? null : nameProblem(own, name);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (name === "" || problem !== null) return;
    setAsked(null);
    onAdd(kind)(name);
  };
  return (
    <form className="equation-ask" onSubmit={submit}>
      <input
        className="text-field mono"
        type="text"
        autoFocus
        spellCheck={false}
        autoComplete="off"
        autoCapitalize="off"
        aria-label={kind === "species" ? t("Name of the new field") : t("Name of the new formula")}
        aria-invalid={problem !== null}
        aria-describedby={problem ? id : undefined}
        value={name}
        onFocus={({ target }) => target.select()}
        onChange={({ target }) => setAsked({ kind, name: target.value.trim() })}
        onKeyDown={({ key }) => key === "Escape" && setAsked(null)}
      />
      <Button type="submit" disabled={name === "" || problem !== null}>
        {t("Add")}
      </Button>
      <Button look="plain" onClick={() => setAsked(null)}>
        {t("Cancel")}
      </Button>
      {problem && (
        <span id={id} role="alert" className="formula-problem">
          {sentence(problem)}
        </span>
      )}
    </form>
  );
}

import { useState, type FormEvent } from "react";
import type { RunSpec } from "../core/spec/run-spec";
import { allReadable } from "../state/equations-slice";
import { ownEquations, sameEquations } from "../state/own-equations";
import { useWorkbench, useWorkbenchStore } from "../state/use-workbench";
import { Button } from "../ui/button";
import { t } from "../ui/text";
import "./lab.css";

/** What can be done with the equations: write them, stop writing, keep them under a title. */
export function EquationActions({ spec }: { spec: RunSpec }) {
  const edited = useWorkbench((state) => state.edited);
  const edit = useWorkbench((state) => state.editEquations);
  const close = useWorkbench((state) => state.closeEquations);
  const problem = useWorkbench((state) => state.ownModelsProblem);
  const [naming, setNaming] = useState(false);
  const [word, setWord] = useState<string | null>(null);
  const whole = !edited || allReadable(edited, spec.grid.shape.length as 2 | 3);
  return (
    <div className="equation-actions">
      {!naming && (
        <div className="equation-buttons">
          {edited ? (
            <Button onClick={close}>{whole ? t("Done") : t("Leave it as it runs")}</Button>
          ) : (
            <Button onClick={edit} title={t("Write these equations anew; the model in the library stays as it is")}>
              {t("Edit equations")}
            </Button>
          )}
          {spec.model === "custom" && (
            <Button look="plain" onClick={() => setNaming(true)}>
              {t("Save as a model")}
            </Button>
          )}
        </div>
      )}
      {naming && (
        <SaveModel
          spec={spec}
          onEnd={(saved) => {
            setNaming(false);
            setWord(saved);
          }}
        />
      )}
      <p role="status" className={problem ? "equation-told" : "equation-note"}>
        {problem ?? word}
      </p>
    </div>
  );
}

function SaveModel({ spec, onEnd }: { spec: RunSpec; onEnd(saved: string | null): void }) {
  const store = useWorkbenchStore();
  const ownModels = useWorkbench((state) => state.ownModels);
  const save = useWorkbench((state) => state.saveOwnModel);
  const own = ownEquations(spec);
  const [title, setTitle] = useState(() => ownModels.find(({ spec: one }) => sameEquations(ownEquations(one), own))?.title ?? "");
  const replaces = ownModels.some((one) => one.title === title.trim());
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (title.trim() === "") return;
    save(title);
    onEnd(store.getState().ownModelsProblem ? null : t("Saved as “{{title}}”.", { title: title.trim() }));
  };
  return (
    <form className="equation-ask" onSubmit={submit}>
      <input
        className="text-field"
        type="text"
        autoFocus
        autoComplete="off"
        maxLength={80}
        placeholder={t("Title")}
        aria-label={t("Title of the model")}
        value={title}
        onChange={({ target }) => setTitle(target.value)}
        onKeyDown={({ key }) => key === "Escape" && onEnd(null)}
      />
      <Button type="submit" disabled={title.trim() === ""}>
        {replaces ? t("Replace") : t("Save")}
      </Button>
      <Button look="plain" onClick={() => onEnd(null)}>
        {t("Cancel")}
      </Button>
    </form>
  );
}

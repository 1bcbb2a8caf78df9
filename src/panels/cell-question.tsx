import { useId } from "react";
import type { QuestionOutput } from "../notebook/cell-output";
import { useWorkbench } from "../state/use-workbench";
import { t } from "../ui/text";
import { MarkdownText } from "../views/markdown-text";

/** A question with its options: what is chosen is answered at once, with the reason. The answer is kept. */
export function CellQuestion({ output: { ask, options, answer, why } }: { output: QuestionOutput }) {
  const name = useId();
  const notebook = useWorkbench((state) => state.notebook?.id ?? "");
  const foreign = useWorkbench((state) => state.notebook?.origin === "foreign");
  const chosen = useWorkbench((state) => state.desk.reading[notebook]?.answered[ask]);
  const markAnswer = useWorkbench((state) => state.markAnswer);
  const right = chosen === answer;
  return (
    <fieldset className="cell-question">
      <legend>
        <MarkdownText text={ask} idPrefix={name} foreign={foreign} />
      </legend>
      {options.map((option, i) => (
        <label key={i} className={chosen === i ? (right ? "cell-option cell-option-right" : "cell-option cell-option-wrong") : "cell-option"}>
          <input type="radio" name={name} checked={chosen === i} onChange={() => markAnswer(ask, i)} />
          <MarkdownText text={option} idPrefix={`${name}-${i}`} foreign={foreign} />
        </label>
      ))}
      <div className="cell-answer" role="status">
        {chosen !== undefined && (
          <>
            <b>{right ? t("Right.") : t("Not so. Try another.")}</b>
            {right && why && <MarkdownText text={why} idPrefix={`${name}-why`} foreign={foreign} />}
          </>
        )}
      </div>
    </fieldset>
  );
}

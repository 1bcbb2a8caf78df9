import { ArrayChoice } from "./array-choice";
import { HowItWasRead } from "./how-it-was-read";
import { ReadingFile } from "./reading-file";
import { Button } from "../ui/button";
import { t } from "../ui/text";
import { useWorkbench } from "../state/use-workbench";

/** The file that is read or was read: how far, how, and what can be changed about that. */
export function SeriesInputs() {
  const input = useWorkbench((state) => state.regimes.input);
  const cancel = useWorkbench((state) => state.cancelSeriesFile);
  const { changeReading, resetReading } = useWorkbench((state) => state);
  if (!input) return null;
  const { name, size, state, choice, reading } = input;
  return (
    <>
      {state.kind === "reading" && (
        <div className="series-input-reading">
          <ReadingFile name={name} size={size} share={state.share} onCancel={cancel} />
        </div>
      )}
      {state.kind === "failed" && <Button onClick={cancel}>{t("Leave {{name}}", { name })}</Button>}
      {choice?.kind === "layout" && (
        <HowItWasRead
          key={name}
          name={name}
          choice={choice}
          decided={reading.layout ?? {}}
          failed={state.kind === "failed"}
          withLabels
          onChange={(layout) => void changeReading({ layout })}
          onReset={() => void resetReading()}
        />
      )}
      {choice?.kind === "array" && <ArrayChoice known={choice.arrays} taken={choice.array} onChange={(array) => void changeReading({ array })} />}
    </>
  );
}

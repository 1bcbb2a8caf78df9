import { Progress } from "../ui/progress";
import { t } from "../ui/text";
import { CellOutputView } from "./cell-output-view";
import type { NotebookCell } from "../state/notebook-cells";

/** What a cell shows, and how far it is while it runs. */
export function CellOutputs({ cell, number }: { cell: NotebookCell; number: number }) {
  const running = cell.status === "running";
  const { outputs, progress } = cell;
  if (outputs.length === 0 && !running) return null;
  return (
    <div className="cell-outputs" data-testid={`outputs-${number}`}>
      {running && <Progress label={t("Progress of cell {{number}}", { number })} share={progress} />}
      {outputs.map((output, i) => (
        <CellOutputView key={`${output.kind}-${i}`} output={output} cell={cell.id} />
      ))}
    </div>
  );
}

import { useMemo } from "react";
import { commandLine, commandOf, commandQuantity, modelOf, sheetOf, simulationDocument, within } from "../state/membrane-clamp";
import { withoutPoint, withPoint, withPointBeside, withStroke } from "../state/membrane-command";
import { setupIn } from "../state/membrane-slice";
import { useWorkbench } from "../state/use-workbench";
import { EmptyState } from "../ui/empty-state";
import { sentence } from "../ui/format";
import { Notice } from "../ui/notice";
import { Progress } from "../ui/progress";
import { t } from "../ui/text";
import { CommandPad } from "../views/command-pad";
import { RunOrStop } from "./membrane-clamp-panel";
import { MembraneResult } from "./membrane-result";

/** A model in time: what is put in, what it does, and its spikes. */
export function MembraneClamped() {
  const run = useWorkbench((state) => state.membrane.run);
  const model = useWorkbench((state) => state.membrane.model);
  const setups = useWorkbench((state) => state.membrane.setups);
  const result = run.result?.model === model ? run.result : null;
  const stale = useMemo(
    () => result !== null && JSON.stringify(result.document) !== JSON.stringify(simulationDocument(model, setupIn({ model, setups }))),
    [result, model, setups],
  );
  return (
    <div className="membrane-clamped">
      {run.problem && <Notice tone="error">{sentence(run.problem.message)}</Notice>}
      {run.status === "running" && (
        <div className="membrane-running">
          <RunProgress />
          <RunOrStop />
        </div>
      )}
      {run.status === "stopped" && <p className="dim">{t("Stopped. What ran before is still shown.")}</p>}
      {stale && run.status !== "running" && (
        <div className="membrane-stale" role="status">
          {t("The setup has changed since these traces.")} <RunOrStop />
        </div>
      )}
      <Command />
      {result ? (
        <MembraneResult />
      ) : (
        run.status !== "running" && (
          <EmptyState title={t(modelOf(model).title)} actions={<RunOrStop />}>
            {t("Run it to see what it does. The protocol and the parameters are beside it.")}
          </EmptyState>
        )
      )}
    </div>
  );
}

const RunProgress = () => <Progress label={t("Share of the run")} share={useWorkbench((state) => state.membraneShare)} />;

/** The command in force, to be looked at or drawn. */
function Command() {
  const model = useWorkbench((state) => state.membrane.model);
  const setups = useWorkbench((state) => state.membrane.setups);
  const setCommand = useWorkbench((state) => state.setCommand);
  const setup = setupIn({ model, setups });
  const command = commandOf(setup);
  const line = commandLine(model, setup);
  if (!command) return null;
  const { time } = modelOf(model);
  const { title, unit } = commandQuantity(modelOf(model), setup.kind)!;
  const { points, way } = command;
  const values = line.map(([, value]) => value);
  const range = way === "drawn" ? command : within(command, values);
  const sheet = sheetOf(command, setup.duration);
  return (
    <CommandPad
      name={unit === "1" ? t(title) : `${t(title)}, ${unit}`}
      timeUnit={time.unit}
      duration={setup.duration}
      low={range.low}
      high={range.high}
      line={line}
      {...(way === "drawn"
        ? {
            hand: {
              points,
              onStroke: (stroke) => setCommand({ points: withStroke(points, stroke, sheet) }),
              onMove: (index, point) => setCommand({ points: withPoint(points, index, point, sheet) }),
              onInsert(index) {
                const next = withPointBeside(points, index);
                setCommand({ points: next.points });
                return next.index;
              },
              onRemove: (index) => setCommand({ points: withoutPoint(points, index) }),
            },
          }
        : {})}
    />
  );
}

import { safeDt } from "../state/safe-dt";
import { useWorkbench } from "../state/use-workbench";
import { formatSetting, sentence } from "../ui/format";
import { Notice, type NoticeAction } from "../ui/notice";

/** What stopped the run: which field, where and when, with the ways on as buttons. */
export function FailureNotice() {
  const problem = useWorkbench((state) => state.run.problem);
  const limit = useWorkbench((state) => state.run.largestStableDt);
  const integrator = useWorkbench((state) => state.spec?.integrator);
  const showLastGood = useWorkbench((state) => state.showLastGood);
  const changeSpec = useWorkbench((state) => state.changeSpec);
  const resetRun = useWorkbench((state) => state.resetRun);
  if (!problem || !integrator) return null;
  const { field, cell, step, time } = problem.detail ?? {};
  const actions: NoticeAction[] = [];
  if (problem.code === "run/not-finite") {
    const dt = limit !== null && integrator.dt > limit ? safeDt(limit) : safeDt(integrator.dt / 2);
    actions.push({ label: `Use dt = ${formatSetting(dt)}`, onClick: () => void changeSpec({ integrator: { ...integrator, dt } }) });
  }
  actions.push({ label: "Show last good state", onClick: () => void showLastGood() }, { label: "Reset", onClick: () => void resetRun() });
  return (
    <div className="failure">
      <Notice tone="error" actions={actions}>
        {problem.code === "run/not-finite" && field !== undefined ? (
          <>
            The run stopped: <strong>{field}</strong> left the finite range{cell ? ` at cell (${[...cell].reverse().join(", ")})` : ""}
            {step === undefined ? "" : `, step ${step}`}
            {time === undefined ? "" : `, t = ${formatSetting(time)}`}.{" "}
            {limit !== null && integrator.dt > limit
              ? `dt = ${formatSetting(integrator.dt)} is above the largest stable step, ${formatSetting(limit, 3)}.`
              : "A smaller step often helps."}
          </>
        ) : (
          sentence(problem.message)
        )}
      </Notice>
    </div>
  );
}

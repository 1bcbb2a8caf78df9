import type { IntegratorSpec } from "../core/spec/run-spec";
import { safeDt } from "../state/safe-dt";
import { useWorkbench } from "../state/use-workbench";
import { formatCount, formatSetting, sentence } from "../ui/format";
import { Notice, type NoticeAction } from "../ui/notice";
import { t } from "../ui/text";

/** What stopped the run: which field, where and when, with the ways on as buttons. */
export function FailureNotice() {
  const problem = useWorkbench((state) => state.run.problem);
  const limit = useWorkbench((state) => state.run.largestStableDt);
  const integrator = useWorkbench((state) => state.spec?.integrator);
  const showLastGood = useWorkbench((state) => state.showLastGood);
  const changeSpec = useWorkbench((state) => state.changeSpec);
  const chooseBackend = useWorkbench((state) => state.chooseBackend);
  const resetRun = useWorkbench((state) => state.resetRun);
  const comeBack = useWorkbench((state) => state.useLocal);
  const goToStep = useWorkbench((state) => state.goToStep);
  // Some way before the end, where the trouble had not begun to show.
  const back = useWorkbench(({ run, timeline }) => (run.newest > 0 ? (timeline.kept.findLast((step) => step <= 0.9 * run.newest) ?? 0) : null));
  if (!problem || !integrator) return null;
  const { field, cell, step, time } = problem.detail ?? {};
  const actions: NoticeAction[] = [];
  const { rtol } = integrator;
  const tooLarge = rtol === undefined && limit !== null && integrator.dt > limit;
  if (problem.code === "run/not-finite") {
    const [label, next] =
      rtol === undefined
        ? smallerStep(integrator, tooLarge ? limit : null)
        : [t("Allow an error of {{rtol}}", { rtol: formatSetting(rtol / 10) }), { ...integrator, rtol: rtol / 10 }];
    actions.push({ label, onClick: () => void changeSpec({ integrator: next }) });
  }
  if (problem.code === "backend/unavailable")
    actions.push({ label: t("Begin anew without it"), onClick: () => void chooseBackend({ backend: "wasm" }) });
  if (problem.code === "run/not-finite" && back !== null)
    actions.push({ label: t("Roll back to step {{step}}", { step: formatCount(back) }), onClick: () => void goToStep(back) });
  // Where the run is no more, or nobody's, there is no state of it to go back to.
  if (problem.code === "run/unknown") actions.push({ label: t("Begin anew"), onClick: () => void resetRun() });
  else if (problem.code === "server/unauthorised") actions.push({ label: t("Compute in this browser"), onClick: () => void comeBack() });
  else actions.push({ label: t("Show last good state"), onClick: () => void showLastGood() }, { label: t("Reset"), onClick: () => void resetRun() });
  return (
    <div className="failure">
      <Notice tone="error" actions={actions}>
        {problem.code === "run/not-finite" && field !== undefined ? (
          <>
            {t("The run stopped:")} <strong>{field}</strong>{" "}
            {t("left the finite range{{place}}{{step}}{{time}}. {{cure}}", {
              place: cell ? t(" at cell ({{cell}})", { cell: [...cell].reverse().join(", ") }) : "",
              step: step === undefined ? "" : t(", step {{step}}", { step }),
              time: time === undefined ? "" : `, t = ${formatSetting(time)}`,
              cure: tooLarge
                ? t("dt = {{dt}} is above the largest stable step, {{limit}}.", { dt: formatSetting(integrator.dt), limit: formatSetting(limit, 3) })
                : rtol === undefined
                  ? t("A smaller step often helps.")
                  : t("A smaller error a step may help, unless the equations themselves grow without bound."),
            })}
          </>
        ) : (
          sentence(t(problem.message))
        )}
      </Notice>
    </div>
  );
}

/** Well below the stability limit that was broken, else half the step. */
function smallerStep(integrator: IntegratorSpec, broken: number | null): [label: string, integrator: IntegratorSpec] {
  const dt = safeDt(broken ?? integrator.dt / 2);
  return [t("Use dt = {{dt}}", { dt: formatSetting(dt) }), { ...integrator, dt }];
}

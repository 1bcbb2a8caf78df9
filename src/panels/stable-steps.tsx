import { solvers } from "../core/solvers/index";
import { isAdaptive } from "../core/solvers/solver";
import type { RunSpecInput } from "../core/spec/run-spec";
import type { StabilityReport } from "../state/analysis-slice";
import { safeDt } from "../state/safe-dt";
import { useWorkbench } from "../state/use-workbench";
import { Button } from "../ui/button";
import { formatSetting } from "../ui/format";
import { t } from "../ui/text";
import { shortTitle } from "./integrator-words";

type Step = StabilityReport["steps"][number];

/** The largest stable step of each method that may run the equations, the present one first to be seen. */
export function StableSteps({ steps }: { steps: readonly Step[] }) {
  const method = useWorkbench((state) => state.spec?.integrator.method);
  const changeSpec = useWorkbench((state) => state.changeSpec);
  const present = steps.find((step) => step.method === method);
  if (steps.length === 0) return null;
  return (
    <details className="before-steps">
      <summary>
        <span className="dim" title={t("The largest that is stable on this grid with these parameters")}>
          {t("stable step")}
        </span>
        {present && (
          <code>
            {nameOf(present)} {limitInWords(present)}
          </code>
        )}
      </summary>
      <ul>
        {steps.map((step) => (
          <li key={step.method} aria-current={step === present ? "true" : undefined}>
            <span title={nameOf(step)}>{nameOf(step)}</span>
            <code>{limitInWords(step)}</code>
            {step === present ? (
              <span className="dim">{t("in use")}</span>
            ) : (
              <Button
                look="plain"
                aria-label={t("Use {{step}}", { step: nameOf(step) })}
                onClick={() => void changeSpec({ integrator: settingOf(step) })}
              >
                {t("use")}
              </Button>
            )}
          </li>
        ))}
      </ul>
    </details>
  );
}

const nameOf = ({ method }: Step): string => shortTitle(solvers.get(method));

/** ≤ 1.19 */
export const limitInWords = ({ dt }: Step): string => (dt === null ? t("no bound") : `≤ ${formatSetting(dt, 3)}`);

/** A method with a step that is safe for it. */
export const settingOf = ({ method, dt }: Step): NonNullable<RunSpecInput["integrator"]> => ({
  method,
  dt: dt === null || isAdaptive(solvers.get(method)) ? "auto" : safeDt(dt),
});

import { solvers } from "../core/solvers/index";
import { isAdaptive } from "../core/solvers/solver";
import type { IntegratorSpec, RunSpecInput } from "../core/spec/run-spec";
import { safeDt } from "../state/safe-dt";
import { useWorkbench } from "../state/use-workbench";
import { formatSetting, sentence } from "../ui/format";
import { Notice } from "../ui/notice";
import { NumberField } from "../ui/number-field";
import { Select } from "../ui/select";
import { Setting } from "../ui/setting";
import { t } from "../ui/text";
import type { SettingsProps } from "./domain-panel";
import { refusalOf } from "./formula-check";
import { integratorInWords, shortTitle } from "./integrator-words";
import { useRefusal } from "./refusal";

const automatic = { value: "auto", label: "automatic", note: "chosen for these equations and this domain, with the reason" };

/** How time advances: the method, its step, and for methods that choose their steps the error allowed. */
export function StepSettings({ spec: { integrator }, model }: SettingsProps) {
  const changeSpec = useWorkbench((state) => state.changeSpec);
  const limit = useWorkbench((state) => state.run.largestStableDt);
  const [refusal, attempt] = useRefusal();
  if (model.kind === "stepped") return null;
  const { method, dt } = integrator;
  const adaptive = isAdaptive(solvers.get(method));
  const set = (next: NonNullable<RunSpecInput["integrator"]>) => attempt(refusalOf((refused) => changeSpec({ integrator: next }, { refused })));
  const change = (part: Partial<IntegratorSpec>) =>
    attempt(refusalOf((refused) => changeSpec((now) => ({ integrator: { ...now.integrator, ...part } }), { refused })));
  return (
    <>
      <Setting name={t("integrator")}>
        <Select
          look="inline"
          label={t("Integrator")}
          value={method}
          options={[automatic, ...[...solvers].map((solver) => ({ value: solver.id, label: shortTitle(solver), note: integratorInWords(solver) }))]}
          onChange={(next) => set(next === "auto" ? { method: next, dt: "auto" } : { method: next, dt })}
        />
      </Setting>
      {refusal}
      <Notes />
      {adaptive ? (
        <>
          <Setting name={t("first step")} title={t("The step that is tried first; those after it follow from the error.")}>
            <span className="step-dt">
              <NumberField label={t("First step")} value={dt} min={1e-12} onChange={(next) => change({ dt: next })} />
            </span>
          </Setting>
          <Setting name={t("relative error")} title={t("A step is taken when its error is below the absolute part plus this share of the value.")}>
            <span className="step-dt">
              <NumberField label={t("Relative error of a step")} value={integrator.rtol!} min={1e-14} onChange={(rtol) => change({ rtol })} />
            </span>
          </Setting>
          <Setting name={t("absolute error")} title={t("What counts as no error where the value is near 0.")}>
            <span className="step-dt">
              <NumberField label={t("Absolute error of a step")} value={integrator.atol!} min={1e-300} onChange={(atol) => change({ atol })} />
            </span>
          </Setting>
        </>
      ) : (
        <FixedStep dt={dt} limit={limit} onChange={(next) => change({ dt: next })} />
      )}
    </>
  );
}

/** What was decided when the run was opened, and why. */
function Notes() {
  const notes = useWorkbench((state) => state.run.notes);
  return notes.map((note) => (
    <p key={note} className="dim setting-note" role="status">
      {sentence(note.replace(/^integrator\.method: /, ""))}
    </p>
  ));
}

function FixedStep({ dt, limit, onChange }: { dt: number; limit: number | null; onChange(dt: number): void }) {
  const tooLarge = limit !== null && dt > limit;
  const safe = limit === null ? null : safeDt(limit);
  return (
    <>
      <Setting name={t("step dt")} title={t("Time step, and the largest that is stable for this method, stencil and parameters.")}>
        <span className="step-dt">
          <NumberField label={t("Time step")} value={dt} min={1e-12} onChange={onChange} />
        </span>
        {limit !== null && <span className={tooLarge ? "mono limit limit-broken" : "mono limit"}>≤ {formatSetting(limit, 3)}</span>}
      </Setting>
      {tooLarge && safe !== null && (
        <Notice tone="warn" actions={[{ label: t("Use dt = {{safe}}", { safe: formatSetting(safe) }), onClick: () => onChange(safe) }]}>
          {t("Step too large: dt = {{dt}}, stable up to {{limit}} for this stencil.", { dt: formatSetting(dt), limit: formatSetting(limit, 3) })}
        </Notice>
      )}
    </>
  );
}

import type { Command, StepDraft } from "../state/membrane-clamp";
import { useWorkbench } from "../state/use-workbench";
import { Button } from "../ui/button";
import { sentence } from "../ui/format";
import { NumberField } from "../ui/number-field";
import { Setting } from "../ui/setting";
import { t } from "../ui/text";

interface Units {
  time: string;
  value: string;
}

/** The rows of a protocol: from when to when what value, or a ramp to another one. */
export function CommandSteps({
  command,
  units,
  problem,
  duration,
}: {
  command: Command;
  units: Units;
  problem: { path: string; message: string } | null;
  duration: number;
}) {
  const setCommand = useWorkbench((state) => state.setCommand);
  const { steps, base } = command;
  const put = (index: number, change: Partial<StepDraft>) => setCommand({ steps: steps.with(index, { ...steps[index]!, ...change }) });
  const add = () => {
    const last = steps.at(-1);
    const from = Math.min(0.9 * duration, last ? last.to + 0.05 * duration : 0.1 * duration);
    const to = Math.min(duration, from + (last ? last.to - last.from : 0.4 * duration));
    setCommand({ steps: [...steps, { from, to, value: last?.value ?? base, end: last?.end ?? null }] });
  };
  return (
    <div className="command-steps">
      <table>
        <caption className="visually-hidden">{t("Steps of the command")}</caption>
        <thead>
          <tr>
            <th scope="col">{t("from")}</th>
            <th scope="col">{t("to")}</th>
            <th scope="col">{t("value")}</th>
            <th scope="col">{t("ramp to")}</th>
            <td />
          </tr>
        </thead>
        <tbody>
          {steps.map((step, i) => {
            const n = i + 1;
            return (
              <tr key={i}>
                <td>
                  <NumberField label={t("Step {{n}} from", { n })} value={step.from} min={0} onChange={(from) => put(i, { from })} />
                </td>
                <td>
                  <NumberField label={t("Step {{n}} to", { n })} value={step.to} min={0} onChange={(to) => put(i, { to })} />
                </td>
                <td>
                  <NumberField label={t("Step {{n}}, value", { n })} value={step.value} onChange={(value) => put(i, { value })} />
                </td>
                <td>
                  {step.end === null ? (
                    <Button look="plain" aria-label={t("Make step {{n}} a ramp", { n })} onClick={() => put(i, { end: step.value })}>
                      –
                    </Button>
                  ) : (
                    <NumberField label={t("Step {{n}}, end of the ramp", { n })} value={step.end} onChange={(end) => put(i, { end })} />
                  )}
                </td>
                <td>
                  <button
                    type="button"
                    className="ion-remove"
                    aria-label={t("Remove step {{n}}", { n })}
                    onClick={() => setCommand({ steps: steps.toSpliced(i, 1) })}
                  >
                    ×
                  </button>
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
      {problem?.path.startsWith("clamp.steps") && (
        <p role="alert" className="quantity-problem">
          {t("Row {{n}}:", { n: 1 + Number(/^clamp\.steps\.(\d+)/.exec(problem.path)?.[1] ?? 0) })} {sentence(problem.message)}
        </p>
      )}
      <Setting name={units.value === "1" ? t("Between the steps") : t("Between the steps, in {{unit}}", { unit: units.value })}>
        <NumberField label={t("Value between the steps")} value={base} onChange={(value) => setCommand({ base: value })} />
      </Setting>
      <div className="membrane-ways">
        <Button onClick={add}>{t("Add a step")}</Button>
        {units.value !== "1" && <span className="dim">{t("Times in {{time}}, values in {{value}}.", { time: units.time, value: units.value })}</span>}
      </div>
    </div>
  );
}

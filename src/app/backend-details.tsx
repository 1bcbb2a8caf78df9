import { useMemo } from "react";
import { hashField, hashSpec } from "../core/spec/hash";
import { exportedSpec } from "../state/exported-spec";
import { useServices, useWorkbench } from "../state/use-workbench";
import { formatRate } from "../ui/format";
import { t } from "../ui/text";

/** Where the run is computed and what identifies it: equal hashes are equal experiments, equal bits where they are reproducible. */
export function BackendDetails({ place }: { place: string }) {
  const { frames } = useServices();
  const run = useWorkbench((state) => state.run);
  const spec = useWorkbench((state) => state.spec);
  const field = useWorkbench((state) => state.field);
  const { id, status, step, start } = run;
  // Hashing takes milliseconds: while the field changes with every frame it would only flicker.
  const hashes = useMemo(() => {
    const values = id === null || status === "running" ? undefined : frames.latest(id)?.fields[field];
    const exported = exportedSpec({ spec, run: { step, start } });
    return { spec: exported && hashSpec(exported), field: values && hashField(values) };
  }, [frames, spec, start, field, id, status, step]);
  return (
    <dl className="facts">
      <dt>{t("place")}</dt>
      <dd>{place}</dd>
      <dt>{t("back end")}</dt>
      <dd>
        {run.backend}, {t("{{count}} threads", { count: run.threads })}, {spec && t(spec.precision)}
        {!run.exact && t(", not bit-reproducible")}
      </dd>
      <dt>{t("speed")}</dt>
      <dd>{formatRate(run.cellUpdatesPerSecond, t("cells/s"))}</dd>
      <dt>{t("spec, SHA-256")}</dt>
      <dd className="mono facts-hash" data-testid="spec-hash">
        {hashes.spec}
      </dd>
      <dt>{t("{{field}}, SHA-256", { field })}</dt>
      <dd className="mono facts-hash" data-testid="field-hash">
        {hashes.field ?? t("pause the run to see it")}
      </dd>
    </dl>
  );
}

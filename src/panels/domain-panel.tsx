import { useMemo } from "react";
import type { Model } from "../core/define/model";
import { modelOf } from "../core/spec/model-of";
import type { RunSpec } from "../core/spec/run-spec";
import { useWorkbench } from "../state/use-workbench";
import { Button } from "../ui/button";
import { NumberField } from "../ui/number-field";
import { Select } from "../ui/select";
import { Setting } from "../ui/setting";
import { t } from "../ui/text";
import { BoundarySettings } from "./boundary-settings";
import { definePanel } from "./define";
import { GridSettings } from "./grid-settings";
import { InitialSettings } from "./initial-settings";
import "./lab.css";
import { PaintMaskSetting } from "./paint-mask";
import { StepSettings } from "./step-settings";

function DomainPanel() {
  const spec = useWorkbench((state) => state.spec);
  const model = useMemo(() => spec && modelOf(spec), [spec]);
  if (!spec || !model) return null;
  return (
    <>
      <GridSettings spec={spec} model={model} />
      {model.kind === "equations" && <PaintMaskSetting />}
      <BoundarySettings spec={spec} model={model} />
      <InitialSettings spec={spec} model={model} />
      <StepSettings spec={spec} model={model} />
      <PrecisionAndSeed spec={spec} model={model} />
    </>
  );
}

export interface SettingsProps {
  spec: RunSpec;
  model: Model;
}

function PrecisionAndSeed({ spec: { precision, seed }, model }: SettingsProps) {
  const changeSpec = useWorkbench((state) => state.changeSpec);
  const newSeed = useWorkbench((state) => state.newSeed);
  return (
    <>
      {model.kind === "equations" && (
        <Setting name={t("precision")}>
          <Select
            look="inline"
            label={t("Precision")}
            value={precision}
            options={[
              { value: "f32", label: "f32", note: t("single: faster, half the memory") },
              { value: "f64", label: "f64", note: t("double") },
            ]}
            onChange={(next) => void changeSpec({ precision: next })}
          />
        </Setting>
      )}
      <Setting name={t("seed")} title={t("Equal seeds give equal runs, to the bit.")}>
        <span className="seed">
          <NumberField
            label={t("Seed")}
            value={seed}
            min={0}
            max={Number.MAX_SAFE_INTEGER}
            integer
            onChange={(next) => void changeSpec({ seed: next })}
          />
        </span>
        <Button look="plain" className="seed-new" aria-label={t("New seed")} onClick={() => void newSeed()}>
          {t("New")}
        </Button>
      </Setting>
    </>
  );
}

export const domainPanel = definePanel({ id: "domain", title: "Domain and time", room: "lab", place: "left", body: DomainPanel });

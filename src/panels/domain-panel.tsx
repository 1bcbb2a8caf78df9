import { useMemo } from "react";
import type { Model } from "../core/define/model";
import { solvers } from "../core/solvers/index";
import { modelOf } from "../core/spec/complete";
import type { GridSpec, RunSpec } from "../core/spec/run-spec";
import { safeDt } from "../state/safe-dt";
import { useWorkbench } from "../state/use-workbench";
import { Button } from "../ui/button";
import { formatSetting } from "../ui/format";
import { Notice } from "../ui/notice";
import { NumberField } from "../ui/number-field";
import { Select } from "../ui/select";
import { Setting } from "../ui/setting";
import { BoundarySettings } from "./boundary-settings";
import { definePanel } from "./define";
import { InitialSettings } from "./initial-settings";
import "./lab.css";

function DomainPanel() {
  const spec = useWorkbench((state) => state.spec);
  const model = useMemo(() => spec && modelOf(spec), [spec]);
  if (!spec || !model) return null;
  return (
    <>
      <GridSettings spec={spec} model={model} />
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

/** Cells along an axis that a change between two and three dimensions starts from. */
const cubeEdge = 48;

function GridSettings({ spec: { grid, integrator }, model }: SettingsProps) {
  const changeSpec = useWorkbench((state) => state.changeSpec);
  const stepped = model.kind === "stepped";
  const change = (part: Partial<GridSpec>) => void changeSpec({ grid: { ...grid, ...part } });
  const spacings = Array.isArray(grid.spacing) ? grid.spacing : [grid.spacing];
  const axes = grid.shape.length === 3 ? ["z", "y", "x"] : ["y", "x"];
  const setExtent = (axis: number, cells: number) => {
    const shape = stepped ? grid.shape.map(() => cells) : grid.shape.map((n, i) => (i === axis ? cells : n));
    change({ shape: shape as GridSpec["shape"] });
  };
  const extents = grid.shape.map((cells, axis) => ({ cells, axis })).reverse();
  return (
    <>
      <Setting name="grid" title="Cells along x, y and z.">
        {(stepped ? extents.slice(0, 1) : extents).map(({ cells, axis }, i) => (
          <span key={axis} className="grid-extent">
            {i > 0 && <span aria-hidden="true">×</span>}
            <NumberField
              label={`Cells along ${axes[axis]}`}
              value={cells}
              min={1}
              max={16384}
              integer
              step={16}
              onChange={(n) => setExtent(axis, n)}
            />
          </span>
        ))}
        {model.dimensions.length > 1 && (
          <Select
            look="inline"
            label="Dimensions"
            value={String(grid.shape.length)}
            options={model.dimensions.map((d) => ({ value: String(d), label: `${d}D` }))}
            onChange={(d) => {
              const edge = d === "3" ? cubeEdge : model.grid.shape.at(-1)!;
              const shape = Array.from({ length: Number(d) }, () => edge) as GridSpec["shape"];
              // Another dimension has another stability limit: the step that was right would explode.
              void changeSpec({ grid: { ...grid, shape, spacing: spacings[0]! }, integrator: { ...integrator, dt: "auto" } });
            }}
          />
        )}
      </Setting>
      {!stepped && (
        <>
          <Setting name="spacing" title="Distance between neighbouring cells, in the model's unit of length.">
            {spacings.map((h, i) => (
              <span key={i} className="grid-extent">
                <NumberField
                  label={spacings.length > 1 ? `Spacing along ${axes[i]}` : "Spacing"}
                  value={h}
                  min={1e-9}
                  onChange={(next) => change({ spacing: spacings.length > 1 ? spacings.map((old, k) => (k === i ? next : old)) : next })}
                />
              </span>
            ))}
          </Setting>
          <Setting name="stencil" title="Neighbours in the Laplacian: 5 (7 in 3D), or 9 (27), which prefers no direction.">
            <Select
              look="inline"
              label="Stencil"
              value={grid.stencil}
              options={[
                { value: "standard", label: "standard", note: "5 points, 7 in three dimensions" },
                { value: "isotropic", label: "isotropic", note: "9 points, 27 in three dimensions: no direction is preferred" },
              ]}
              onChange={(stencil) => change({ stencil })}
            />
          </Setting>
        </>
      )}
    </>
  );
}

function StepSettings({ spec: { integrator }, model }: SettingsProps) {
  const changeSpec = useWorkbench((state) => state.changeSpec);
  const limit = useWorkbench((state) => state.run.largestStableDt);
  if (model.kind === "stepped") return null;
  const tooLarge = limit !== null && integrator.dt > limit;
  const safe = limit === null ? null : safeDt(limit);
  const setDt = (dt: number) => void changeSpec({ integrator: { ...integrator, dt } });
  return (
    <>
      <Setting name="integrator">
        <Select
          look="inline"
          label="Integrator"
          value={integrator.method}
          options={[...solvers].map(({ id, title }) => ({ value: id, label: title }))}
          onChange={(method) => void changeSpec({ integrator: { ...integrator, method } })}
        />
      </Setting>
      <Setting name="step dt" title="Time step, and the largest that is stable for this method, stencil and parameters.">
        <span className="step-dt">
          <NumberField label="Time step" value={integrator.dt} min={1e-12} onChange={setDt} />
        </span>
        {limit !== null && <span className={tooLarge ? "mono limit limit-broken" : "mono limit"}>≤ {formatSetting(limit, 3)}</span>}
      </Setting>
      {tooLarge && safe !== null && (
        <Notice tone="warn" actions={[{ label: `Use dt = ${formatSetting(safe)}`, onClick: () => setDt(safe) }]}>
          Step too large: dt = {formatSetting(integrator.dt)}, stable up to {formatSetting(limit, 3)} for this stencil.
        </Notice>
      )}
    </>
  );
}

function PrecisionAndSeed({ spec: { precision, seed }, model }: SettingsProps) {
  const changeSpec = useWorkbench((state) => state.changeSpec);
  const newSeed = useWorkbench((state) => state.newSeed);
  return (
    <>
      {model.kind === "equations" && (
        <Setting name="precision">
          <Select
            look="inline"
            label="Precision"
            value={precision}
            options={[
              { value: "f32", label: "f32", note: "single: faster, half the memory" },
              { value: "f64", label: "f64", note: "double" },
            ]}
            onChange={(next) => void changeSpec({ precision: next })}
          />
        </Setting>
      )}
      <Setting name="seed" title="Equal seeds give equal runs, to the bit.">
        <span className="seed">
          <NumberField label="Seed" value={seed} min={0} max={Number.MAX_SAFE_INTEGER} integer onChange={(next) => void changeSpec({ seed: next })} />
        </span>
        <Button look="plain" className="seed-new" aria-label="New seed" onClick={() => void newSeed()}>
          New
        </Button>
      </Setting>
    </>
  );
}

export const domainPanel = definePanel({ id: "domain", title: "Domain and time", room: "lab", place: "left", body: DomainPanel });

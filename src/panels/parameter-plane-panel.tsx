import { useMemo } from "react";
import { modelOf } from "../core/spec/model-of";
import type { RunSpec } from "../core/spec/run-spec";
import { useWorkbench } from "../state/use-workbench";
import { sentence } from "../ui/format";
import { Notice } from "../ui/notice";
import { Select } from "../ui/select";
import { t } from "../ui/text";
import { ParameterPlaneKey, ParameterPlanePlot, pointInWords } from "../views/parameter-plane-plot";
import { definePanel } from "./define";
import "./lab.css";
import { axesOf, bareAxis, liesBetween, planeParameters, withAxis, type PlaneParameter } from "./plane-axes";
import { useParameterPlane } from "./use-parameter-plane";

function ParameterPlanePanel() {
  const spec = useWorkbench((state) => state.spec);
  const chosen = useWorkbench((state) => (state.spec ? state.planeAxes[state.spec.model] : undefined));
  const model = useMemo(() => spec && modelOf(spec), [spec]);
  if (!spec || !model) return <p className="dim">{t("Reading the equations.")}</p>;
  if (model.kind === "stepped") return <p className="dim">{t("This model has no equations to linearise.")}</p>;
  const all = planeParameters(model, spec);
  const axes = axesOf(all, chosen);
  if (!axes)
    return (
      <p className="dim">
        {t(
          all.length === 1
            ? "A plane takes two parameters that are plain numbers; here is one."
            : "A plane takes two parameters that are plain numbers; here are none.",
        )}
      </p>
    );
  return <Plane spec={spec} all={all} x={axes[0]} y={axes[1]} />;
}

interface PlaneProps {
  spec: RunSpec;
  all: readonly PlaneParameter[];
  x: PlaneParameter;
  y: PlaneParameter;
}

function Plane({ spec, all, x, y }: PlaneProps) {
  const setParameter = useWorkbench((state) => state.setParameter);
  const chooseAxes = useWorkbench((state) => state.choosePlaneAxes);
  const [along, up] = [bareAxis(x), bareAxis(y)];
  const { plane, problem, busy } = useParameterPlane(spec, along, up);
  const fitting = plane && liesBetween(plane, along, up) ? plane : null;
  const drawn = fitting && fitting.reason === undefined ? fitting : null;
  const point = [x.value, y.value] as const;
  const axis = (which: "x" | "y", value: string) => (
    <Select
      look="inline"
      label={which === "x" ? t("Parameter along the plane") : t("Parameter up the plane")}
      value={value}
      options={all.map(({ name, title }) => ({ value: name, label: name, note: title }))}
      onChange={(name) => chooseAxes(spec.model, withAxis([x.name, y.name], which, name))}
    />
  );
  return (
    <div className="plane">
      <div className="plane-row">
        {axis("y", y.name)}
        <output className="plane-reading">{pointInWords(x, y, point, busy ? null : drawn)}</output>
      </div>
      <ParameterPlanePlot
        x={x}
        y={y}
        plane={drawn}
        outdated={busy}
        point={point}
        onMove={([nextX, nextY]) => {
          if (nextX !== x.value) void setParameter(x.name, nextX);
          if (nextY !== y.value) void setParameter(y.name, nextY);
        }}
      />
      <div className="plane-row">
        <span className="dim plane-busy" role="status">
          {busy && t("computing the plane")}
        </span>
        {axis("x", x.name)}
      </div>
      {!busy && problem && <Notice tone="error">{sentence(problem.message)}</Notice>}
      {!busy && fitting?.reason !== undefined && <p className="dim">{sentence(fitting.reason)}</p>}
      {drawn && <ParameterPlaneKey plane={drawn} />}
    </div>
  );
}

export const parameterPlanePanel = definePanel({
  id: "parameter-plane",
  title: "Parameter plane",
  shortTitle: "Plane",
  room: "lab",
  place: "right",
  body: ParameterPlanePanel,
});

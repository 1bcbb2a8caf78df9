import { pointInView, type FixedPoint } from "../state/analysis-slice";
import { useWorkbench } from "../state/use-workbench";
import { formatNumber, sentence } from "../ui/format";
import { Notice } from "../ui/notice";
import { Select } from "../ui/select";
import { Setting } from "../ui/setting";
import { t } from "../ui/text";
import { DispersionPlot } from "../views/dispersion-plot";
import { definePanel } from "./define";
import "./lab.css";
import { classOf, stateInWords, unstableFirst } from "./stability-words";
import { misfit, wavesThatFit } from "./waves-that-fit";

function DispersionPanel() {
  const point = useWorkbench(pointInView);
  const problem = useWorkbench((state) => state.stabilityProblem);
  const spec = useWorkbench((state) => state.spec);
  const field = useWorkbench((state) => state.field);
  const measured = useWorkbench((state) => state.measurement?.spectrum ?? null);
  if (!point || !spec) return <p className="dim">{problem ? t("This model has no equations to linearise.") : t("No uniform state to grow from.")}</p>;
  const { curve, kRange, kMostUnstable: k, growthRate: growth, wavelength } = point;
  const peak = k !== null && growth !== null && wavelength !== null ? { k, growth, wavelength } : null;
  const fits = wavesThatFit(spec);
  const warning = kRange && k !== null && k > 0 ? misfit(kRange, k, fits) : null;
  const remark = noWavelength(point);
  const spectrum = measured && measured.power.length > 1 ? { ...measured, field } : null;
  return (
    <>
      <StateChoice point={point} />
      <DispersionPlot
        k={curve.k}
        growth={curve.growth}
        frequency={curve.frequency}
        band={kRange}
        peak={peak}
        fits={fits}
        spectrum={spectrum}
        title={t("Growth rate by wavenumber")}
      />
      <Setting
        name={t("wavelength")}
        title={t("Predicted: 2π over the wavenumber that grows fastest. Measured: at the peak of the spectrum of the field shown.")}
      >
        <Wavelengths predicted={wavelength} measured={measured?.wavelength ?? null} />
      </Setting>
      {remark && <p className="dim setting-note">{remark}</p>}
      {warning && <Notice tone="warn">{sentence(warning)}</Notice>}
    </>
  );
}

/** Why no wavelength is predicted, where the reason lies in the curve. */
function noWavelength({ curve, kRange, kMostUnstable }: FixedPoint): string | null {
  if (kMostUnstable === 0) return t("The uniform mode grows fastest, so no wavelength is preferred.");
  const fades = kRange === null && curve.growth.every((rate) => rate <= 0);
  return fades ? t("No wave grows on this state; a pattern can come only from a large disturbance.") : null;
}

/** Which uniform state the waves grow on, where there are several. */
function StateChoice({ point }: { point: FixedPoint }) {
  const points = useWorkbench((state) => state.stability?.fixedPoints ?? none);
  const choose = useWorkbench((state) => state.choosePoint);
  if (points.length < 2) return null;
  return (
    <Setting name={t("waves on")}>
      <Select
        look="inline"
        label={t("Uniform state that the waves grow on")}
        value={String(points.indexOf(point))}
        options={unstableFirst(points).map(({ point: one, index }) => ({ value: String(index), label: stateInWords(one), note: classOf(one) }))}
        onChange={(index) => choose(Number(index))}
      />
    </Setting>
  );
}

const none: readonly FixedPoint[] = [];

function Wavelengths({ predicted, measured }: { predicted: number | null; measured: number | null }) {
  return (
    <code className="wavelengths">
      <span>
        {t("measured")} <output aria-label={t("Measured wavelength")}>{formatNumber(measured, 3)}</output>
      </span>
      ,{" "}
      <span>
        {t("predicted")} <output aria-label={t("Predicted wavelength")}>{formatNumber(predicted, 3)}</output>
      </span>
    </code>
  );
}

export const dispersionPanel = definePanel({
  id: "dispersion",
  title: "Growth rate by wavenumber",
  shortTitle: "Growth rate",
  room: "lab",
  place: "right",
  body: DispersionPanel,
});

import { useWorkbench } from "../state/use-workbench";
import { Button } from "../ui/button";
import { formatNumber, sentence } from "../ui/format";
import { Progress } from "../ui/progress";
import { t } from "../ui/text";
import { percent } from "./known-regimes";
import "./regimes.css";

/** Detectors that name regimes against the truth, doing nothing among them. */
export function KnownTable() {
  const { rows, holding, share } = useWorkbench((state) => state.market);
  const truth = useWorkbench((state) => state.made.truth);
  const { holdAgainstTruth, holdOnMore, stopHolding } = useWorkbench((state) => state);
  if (!truth) return <p className="dim">{t("Make a market first: only then is the answer known.")}</p>;
  const markets = Math.max(0, ...rows.map(({ balanced }) => balanced.length));
  return (
    <>
      {holding ? (
        <>
          <Progress label={t("Detectors held against the truth")} share={share} />
          <Button onClick={stopHolding}>{t("Stop")}</Button>
        </>
      ) : (
        <div className="regimes-buttons">
          <Button look={rows.length > 0 ? "normal" : "primary"} onClick={() => void holdAgainstTruth()}>
            {t("Hold detectors against the truth")}
          </Button>
          {rows.length > 0 && (
            <Button title={t("Made alike, with the seeds that follow: how far the order hangs on the draw")} onClick={() => void holdOnMore()}>
              {t("On nine more markets")}
            </Button>
          )}
        </div>
      )}
      {rows.length > 0 && (
        <table className="regime-table">
          <thead>
            <tr>
              <th scope="col">{t("detector")}</th>
              <th scope="col" className="wrapped" title={t("Share of samples under the right name, of the market that is open")}>
                {markets > 1 ? t("right, first") : t("right")}
              </th>
              <th
                scope="col"
                className="wrapped"
                title={t("The same, each regime weighing as much as the others; over several markets the mean, the least and the greatest")}
              >
                {markets > 1 ? t("balanced, {{count}} markets", { count: markets }) : t("balanced")}
              </th>
              <th scope="col" className="wrapped" title={t("Agreement beyond chance (Cohen 1960), of the market that is open")}>
                {markets > 1 ? t("κ, first") : "κ"}
              </th>
            </tr>
          </thead>
          <tbody>
            {rows.map(({ title, status, confusion, balanced, reason }) => (
              <tr key={title}>
                <th scope="row" title={reason ? sentence(reason) : undefined}>
                  {t(title)}
                </th>
                <td>{confusion ? percent(confusion.accuracy) : status === "looking" ? "…" : "–"}</td>
                <td>
                  <Balanced shares={balanced} />
                </td>
                <td>{confusion?.kappa == null ? "–" : confusion.kappa.toFixed(2)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </>
  );
}

/** The mean, and below it the least and the greatest. */
function Balanced({ shares }: { shares: readonly number[] }) {
  if (shares.length === 0) return "–";
  const mean = percent(shares.reduce((sum, share) => sum + share, 0) / shares.length);
  if (shares.length === 1) return mean;
  return (
    <>
      {mean}
      <br />
      <span className="dim">
        {(100 * Math.min(...shares)).toFixed(0)} … {(100 * Math.max(...shares)).toFixed(0)}
      </span>
    </>
  );
}

/** Volatility over orders of magnitude beside what the reference measures of it. */
export function BlindnessTable() {
  const { blindness } = useWorkbench((state) => state.market);
  const truth = useWorkbench((state) => state.made.truth);
  const showBlindness = useWorkbench((state) => state.showBlindness);
  if (!truth) return <p className="dim">{t("Make a market first.")}</p>;
  if (blindness.length === 0)
    return (
      <Button look="primary" onClick={showBlindness}>
        {t("Show MFN v4.1 the same market, louder")}
      </Button>
    );
  return (
    <table className="regime-table">
      <thead>
        <tr>
          <th scope="col">{t("shown")}</th>
          <th scope="col">{t("volatility")}</th>
          <th scope="col" title={t("Standard deviation of the field, mV: its rules ask for less than 3 or more than 8")}>
            {t("field, mV")}
          </th>
          <th scope="col" title={t("Box dimension of the field above −65 mV")}>
            D
          </th>
          <th scope="col">{t("says")}</th>
        </tr>
      </thead>
      <tbody>
        {blindness.map(({ shown, volatility, deviation, dimension, regime }) => (
          <tr key={shown}>
            <th scope="row">{shown}</th>
            <td>{formatNumber(volatility, 3)}</td>
            <td>{deviation.toFixed(2)}</td>
            <td>{dimension.toFixed(2)}</td>
            <td className="wrapped">{regime.replaceAll("_", " ")}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** Known events of a sample beside the nearest change that was found. */
export function EventTable() {
  const { sample, table, detection } = useWorkbench((state) => state.regimes);
  if (!sample || !detection || sample.events.length === 0) return null;
  const rows = new Map(table?.labels?.map((label, index) => [label, index]));
  return (
    <table className="regime-table">
      <thead>
        <tr>
          <th scope="col">{t("known event")}</th>
          <th scope="col">{t("nearest change")}</th>
          <th scope="col" title={t("Samples from the event to the change")}>
            {t("apart")}
          </th>
        </tr>
      </thead>
      <tbody>
        {sample.events.map(({ at, title, note }) => {
          const index = rows.get(at);
          const nearest = index === undefined ? undefined : nearestTo(detection.changePoints, index);
          return (
            <tr key={title}>
              <th scope="row" title={t(note)}>
                {at} {t(title)}
              </th>
              <td>{nearest === undefined ? t("none") : (table?.labels?.[nearest] ?? nearest)}</td>
              <td>{nearest === undefined || index === undefined ? "–" : Math.abs(nearest - index)}</td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}

const nearestTo = (points: readonly number[], index: number): number | undefined =>
  points.length === 0 ? undefined : points.reduce((best, point) => (Math.abs(point - index) < Math.abs(best - index) ? point : best));

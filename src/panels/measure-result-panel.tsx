import type { BoxCountingDetail } from "../core/metrics/box-counting";
import type { ImageMeasurement } from "../state/measure-slice";
import { useWorkbench } from "../state/use-workbench";
import { formatCount, formatNumber, formatSetting, formatWithInterval } from "../ui/format";
import { LocalSlopesPlot } from "../views/local-slopes-plot";
import { LogLogPlot } from "../views/log-log-plot";
import { definePanel } from "./define";
import "./lab.css";
import "./measure.css";

function MeasureResultPanel() {
  const result = useWorkbench((state) => state.measure.result);
  const busy = useWorkbench((state) => state.measure.busy);
  return (
    <div className="measure-result" aria-busy={busy}>
      <h2>Box-counting dimension</h2>
      {result ? (
        <Dimension result={result} />
      ) : (
        <p className="dim">{busy ? "Counting boxes…" : "Open an image: its dimension appears here, with what noise would give beside it."}</p>
      )}
      {result && <Lacunarity values={result.lacunarity} />}
    </div>
  );
}

function Dimension({ result: { boxCounting, null: noise } }: { result: ImageMeasurement }) {
  if (boxCounting.value === null) {
    return (
      <p className="dimension-value">
        <output>–</output> <small>{boxCounting.reason}</small>
      </p>
    );
  }
  const { value, interval, range, detail } = boxCounting;
  const [shown, plusMinus] = formatWithInterval(value, interval);
  const couldBeNoise =
    noise.dimension !== null &&
    interval !== undefined &&
    noise.dimension >= interval[0] - 2 * noise.spread! &&
    noise.dimension <= interval[1] + 2 * noise.spread!;
  return (
    <>
      <p className={couldBeNoise ? "dimension-value dimension-noise" : "dimension-value"}>
        <output aria-label="Box-counting dimension" data-testid="image-dimension">
          {shown}
        </output>
        <small>
          {plusMinus ? `± ${plusMinus}` : "without spread"}
          {range && `, scales ${formatSetting(range[0], 2)}–${formatSetting(range[1], 2)}`}
        </small>
      </p>
      <p className="dimension-null" data-testid="image-null-dimension">
        {noise.dimension === null ? (
          `Noise of equal density: ${noise.reason}`
        ) : (
          <>
            noise of equal density <b>{formatNumber(noise.dimension, 4)}</b>
            {noise.spread! > 0 && ` ± ${formatNumber(noise.spread, 1)}`}
            {couldBeNoise ? ": not told apart from it." : ": told apart from it."}
          </>
        )}
      </p>
      {detail && <Fit value={value} detail={detail} />}
    </>
  );
}

function Fit({ value, detail }: { value: number; detail: BoxCountingDetail }) {
  const { scales, edges, counts, spread, localSlopes, window, slopeIntercept, r2, reason, family } = detail;
  return (
    <>
      <LogLogPlot scales={scales} counts={counts} window={window} {...slopeIntercept} title="Boxes needed against box edge" />
      <h3>Local slopes</h3>
      <LocalSlopesPlot scales={scales} slopes={localSlopes} value={value} window={window} title="Dimension between neighbouring box edges" />
      <p className="dim measure-reason">
        Edges: {family}. Window: {reason}. r² = {formatNumber(r2, 5)}, which is near 1 for noise too.
      </p>
      <details>
        <summary>Counts</summary>
        <table className="measure-table">
          <thead>
            <tr>
              <th scope="col">edge</th>
              <th scope="col">boxes</th>
              <th scope="col">over origins</th>
            </tr>
          </thead>
          <tbody>
            {edges.map((edge, i) => (
              <tr key={edge}>
                <td>{edge}</td>
                <td>{Number.isInteger(counts[i]) ? formatCount(counts[i]) : formatNumber(counts[i], 5)}</td>
                <td>{spread ? `${formatCount(spread[i]![0])}–${formatCount(spread[i]![1])}` : "–"}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </details>
    </>
  );
}

function Lacunarity({ values }: { values: ImageMeasurement["lacunarity"] }) {
  return (
    <>
      <h3>Lacunarity Λ(r) = ⟨M²⟩ / ⟨M⟩²</h3>
      <table className="measure-table">
        <tbody>
          {values.map(({ r, value }) => (
            <tr key={r}>
              <th scope="row">r = {r}</th>
              <td>{formatNumber(value, 4)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <p className="dim measure-reason">1 when every box of edge r holds the same number of cells; the gappier, the larger. An empty set has none.</p>
    </>
  );
}

export const measureResultPanel = definePanel({
  id: "measure-result",
  title: "Measures",
  room: "measure",
  place: "right",
  ownHeading: true,
  body: MeasureResultPanel,
});

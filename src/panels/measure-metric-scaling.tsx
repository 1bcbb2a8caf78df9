import { useState } from "react";
import { Button } from "../ui/button";
import { formatNumber, formatSetting, formatWithInterval } from "../ui/format";
import { t } from "../ui/text";
import { fitWithin, pointsWithin, scaleNames, scalingPoints } from "../views/scaling-fit";
import { ScalingPlot, type ScalingFacts } from "../views/scaling-plot";

/** A law of scaling whose window a person can move: the slope within it is read at once, beside that of the chosen window. */
export function MovableScaling({ facts }: { facts: ScalingFacts }) {
  const [window, setWindow] = useState<readonly [number, number] | null>(null);
  return (
    <>
      <ScalingPlot {...facts} ownWindow={window} onWindow={setWindow} />
      <div className="own-window">
        <p role="status">
          {window ? (
            <OwnWindow facts={facts} window={window} />
          ) : (
            <span className="dim">{t("Drag the ends of the window to fit it elsewhere.")}</span>
          )}
        </p>
        {window && (
          <Button look="plain" onClick={() => setWindow(null)}>
            {t("Back to the chosen window")}
          </Button>
        )}
      </div>
    </>
  );
}

function OwnWindow({ facts, window }: { facts: ScalingFacts; window: readonly [number, number] }) {
  const { scales, names, logs, read, symbol, slopeIntercept, unit } = facts;
  const [from, to] = window.map((scale) => formatSetting(scaleNames(scales, names).nameOf(scale), 3));
  const points = scalingPoints(scales, logs);
  const fit = fitWithin(points, pointsWithin(points, window));
  // Errors of the slope are those of what is read off it, times how steeply it is read.
  const error = Math.abs(read(1) - read(0)) * fit.standardError;
  const [value, plusMinus] = formatWithInterval(read(fit.slope), error > 1e-6 ? [-error, error] : undefined);
  return (
    <>
      {t("Your window, {{from}} to {{to}}", { from, to })}
      {unit && ` ${unit}`}: {symbol} = <b data-testid="own-window-slope">{value}</b>
      {plusMinus && ` ± ${plusMinus}`}
      <span className="dim">
        {" "}
        {t("by a straight line, its error by regression alone. The chosen window gives {{read}}.", {
          read: formatNumber(read(slopeIntercept.slope)),
        })}
      </span>
    </>
  );
}

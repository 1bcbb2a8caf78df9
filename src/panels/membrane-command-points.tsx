import { useState } from "react";
import { sheetOf, type Command } from "../state/membrane-clamp";
import { flatCommand, withoutPoint, withPoint, withPointBeside } from "../state/membrane-command";
import { useWorkbench } from "../state/use-workbench";
import { Button } from "../ui/button";
import { NumberField } from "../ui/number-field";
import { t } from "../ui/text";

/** More rows than this are not shown at once. */
const mostRows = 60;

/** The points of a command that is drawn by hand, to be set exactly. */
export function CommandPoints({ command, units, duration }: { command: Command; units: { time: string; value: string }; duration: number }) {
  const setCommand = useWorkbench((state) => state.setCommand);
  const [open, setOpen] = useState(false);
  const { points, low, high } = command;
  const sheet = sheetOf(command, duration);
  return (
    <div className="command-points">
      <p className="dim">
        {t(
          "Draw on the sheet in the middle: press and move; a point is dragged. With the keyboard: up and down change a point, left and right go to the next, with Shift they move it in time; Enter adds one, Delete removes it.",
        )}
      </p>
      <div className="membrane-ways">
        <span className="dim">{t("sheet from")}</span>
        <NumberField label={t("Foot of the sheet")} value={low} max={high} onChange={(value) => value < high && setCommand({ low: value })} />
        <span className="dim">{t("to")}</span>
        <NumberField label={t("Top of the sheet")} value={high} min={low} onChange={(value) => value > low && setCommand({ high: value })} />
        <Button look="plain" onClick={() => setCommand({ points: flatCommand(command.base, duration) })}>
          {t("Clear")}
        </Button>
      </div>
      <details open={open} onToggle={(event) => setOpen(event.currentTarget.open)}>
        <summary>{t("{{count}} points", { count: points.length })}</summary>
        {open && (
          <table>
            <caption className="visually-hidden">{t("Points of the command")}</caption>
            <thead>
              <tr>
                <th scope="col">{units.time === "1" ? t("time") : t("time, {{unit}}", { unit: units.time })}</th>
                <th scope="col">{units.value === "1" ? t("value") : t("value, {{unit}}", { unit: units.value })}</th>
                <td />
                <td />
              </tr>
            </thead>
            <tbody>
              {points.slice(0, mostRows).map(([time, value], i) => {
                const n = i + 1;
                const move = (to: readonly [number, number]) => setCommand({ points: withPoint(points, i, to, sheet) });
                const atEnd = i === 0 || i === points.length - 1;
                return (
                  <tr key={i}>
                    <td>
                      <NumberField
                        label={t("Time of point {{n}}", { n })}
                        value={time}
                        min={0}
                        max={duration}
                        disabled={atEnd}
                        onChange={(next) => move([next, value])}
                      />
                    </td>
                    <td>
                      <NumberField label={t("Value of point {{n}}", { n })} value={value} onChange={(next) => move([time, next])} />
                    </td>
                    <td>
                      <button
                        type="button"
                        className="ion-remove"
                        aria-label={t("Add a point after point {{n}}", { n })}
                        onClick={() => setCommand({ points: withPointBeside(points, i).points })}
                      >
                        +
                      </button>
                    </td>
                    <td>
                      <button
                        type="button"
                        className="ion-remove"
                        disabled={atEnd}
                        aria-label={t("Remove point {{n}}", { n })}
                        onClick={() => setCommand({ points: withoutPoint(points, i) })}
                      >
                        ×
                      </button>
                    </td>
                  </tr>
                );
              })}
            </tbody>
          </table>
        )}
      </details>
    </div>
  );
}

import { useState } from "react";
import { useWorkbench } from "../state/use-workbench";
import { Button } from "../ui/button";
import { formatCount, formatNumber } from "../ui/format";
import { t } from "../ui/text";
import { definePanel } from "./define";
import "./regimes.css";
import { regimeInWords } from "../views/series-reading";

/** Rows shown before one asks for all. */
const rowsFirst = 24;

/** The regimes one below the other: where each begins and ends, its mean and its spread. */
function RegimesPanel() {
  const { detection, detecting, table } = useWorkbench((state) => state.regimes);
  const [all, setAll] = useState(false);
  if (!detection) {
    const words = !table ? t("Regimes appear here once a series is open.") : detecting ? t("Looking for changes.") : t("The search came to no end.");
    return <p className="dim">{words}</p>;
  }
  const nameOf = (row: number) => table?.labels?.[row] ?? String(row);
  const shown = all ? detection.regimes : detection.regimes.slice(0, rowsFirst);
  const hidden = detection.regimes.length - shown.length;
  return (
    <>
      <table className="regime-table">
        <thead>
          <tr>
            <th scope="col">{t("regime")}</th>
            <th scope="col">{t("first – last")}</th>
            <th scope="col">{t("mean")}</th>
            <th scope="col">{t("std")}</th>
          </tr>
        </thead>
        <tbody>
          {shown.map(({ start, end, label, mean, std }) => (
            <tr key={start}>
              <th scope="row">{regimeInWords(label)}</th>
              <td title={t("rows {{start}} to {{end}}, {{n}} samples", { start, end: end - 1, n: formatCount(end - start), count: end - start })}>
                {nameOf(start)} – {nameOf(end - 1)}
              </td>
              <td>{formatNumber(mean, 3)}</td>
              <td>{formatNumber(std, 3)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {hidden > 0 && (
        <Button look="plain" onClick={() => setAll(true)}>
          {t("Show {{n}} more", { n: formatCount(hidden), count: hidden })}
        </Button>
      )}
    </>
  );
}

export const regimesPanel = definePanel({ id: "regimes", title: "Regimes", room: "regimes", place: "right", body: RegimesPanel });

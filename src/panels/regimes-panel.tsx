import { useState } from "react";
import { useWorkbench } from "../state/use-workbench";
import { Button } from "../ui/button";
import { formatCount, formatNumber } from "../ui/format";
import { definePanel } from "./define";
import "./regimes.css";

/** Rows shown before one asks for all. */
const rowsFirst = 24;

/** The regimes one below the other: where each begins and ends, its mean and its spread. */
function RegimesPanel() {
  const { detection, detecting, table } = useWorkbench((state) => state.regimes);
  const [all, setAll] = useState(false);
  if (!detection) {
    const words = !table ? "Regimes appear here once a series is open." : detecting ? "Looking for changes." : "The search came to no end.";
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
            <th scope="col">regime</th>
            <th scope="col">first – last</th>
            <th scope="col">mean</th>
            <th scope="col">std</th>
          </tr>
        </thead>
        <tbody>
          {shown.map(({ start, end, label, mean, std }) => (
            <tr key={start}>
              <th scope="row">{label}</th>
              <td title={`rows ${start} to ${end - 1}, ${formatCount(end - start)} samples`}>
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
          Show {formatCount(hidden)} more
        </Button>
      )}
    </>
  );
}

export const regimesPanel = definePanel({ id: "regimes", title: "Regimes", room: "regimes", place: "right", body: RegimesPanel });

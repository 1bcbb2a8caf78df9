import type { CellOutput, NumberOutput } from "../notebook/cell-output";
import { useWorkbench } from "../state/use-workbench";
import { formatUnit, formatWithInterval } from "../ui/format";
import { Notice } from "../ui/notice";
import { colourMaps } from "../views/colour-maps";
import { DataTable } from "../views/data-table";
import { HeatImage } from "../views/heat-image";
import { LineChart } from "../views/line-chart";
import "./notebook.css";

/** One output of a cell, by its kind. */
export function CellOutputView({ output }: { output: CellOutput }) {
  switch (output.kind) {
    case "text":
      return <pre className={`cell-text cell-text-${output.tone}`}>{output.text}</pre>;
    case "number":
      return <MeasuredNumber {...output} />;
    case "table":
      return <DataTable {...output} />;
    case "line":
      return <LineChart {...output} />;
    case "heat":
      return <HeatOfCell {...output} />;
    case "error":
      return (
        <Notice tone="error">
          {output.line !== null && <b>Line {output.line}: </b>}
          {output.message}
        </Notice>
      );
  }
}

function HeatOfCell(output: Extract<CellOutput, { kind: "heat" }>) {
  const chosen = useWorkbench((state) => state.workspace.colourMap);
  // From the smallest value to the largest: a map around 0, or one for angles, would mislead.
  return <HeatImage {...output} colourMap={colourMaps.get(chosen).kind === "sequential" ? chosen : "viridis"} />;
}

function MeasuredNumber({ label, value, unit, interval, note }: NumberOutput) {
  const [shown, plusMinus] = formatWithInterval(value, interval ?? undefined);
  return (
    <p className="cell-number">
      {label && <span className="dim">{label}</span>}
      <output>{shown}</output>
      {value !== null && (
        <small>
          {formatUnit(unit)}
          {plusMinus && ` ± ${plusMinus}`}
        </small>
      )}
      {note && <span className="dim">{note}</span>}
    </p>
  );
}

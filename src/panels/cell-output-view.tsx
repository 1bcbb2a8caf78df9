import { useCallback } from "react";
import type { CellOutput, FileOutput, NumberOutput } from "../notebook/cell-output";
import { linesPath } from "../notebook/lines-path";
import { useWorkbench } from "../state/use-workbench";
import { Button } from "../ui/button";
import { formatUnit, formatWithInterval } from "../ui/format";
import { Notice } from "../ui/notice";
import { saveFile } from "../ui/save-file";
import { t } from "../ui/text";
import { CellPlot } from "../views/cell-plot";
import { colourMaps, mapNamed } from "../views/colour-maps";
import { DataTable } from "../views/data-table";
import { HeatImage } from "../views/heat-image";
import { LineChart } from "../views/line-chart";
import { MarkdownText } from "../views/markdown-text";
import { CellControl } from "./cell-control";
import { size } from "./cell-file";
import { CellQuestion } from "./cell-question";
import "./cell-outputs.css";
import "./notebook.css";

/** One output of a cell, by its kind. @param cell whose it is. */
export function CellOutputView({ output, cell }: { output: CellOutput; cell: string }) {
  const setControl = useWorkbench((state) => state.setControl);
  const foreign = useWorkbench((state) => state.notebook?.origin === "foreign");
  switch (output.kind) {
    case "text":
      return <pre className={`cell-print cell-print-${output.tone}`}>{output.text}</pre>;
    case "markdown":
      return <MarkdownText text={output.text} idPrefix={`${cell}-output`} foreign={foreign} />;
    case "number":
      return <MeasuredNumber {...output} />;
    case "table":
      return <DataTable {...output} />;
    case "line":
      return <LineChart {...output} />;
    case "heat":
      return <HeatOfCell {...output} />;
    case "plot":
      return <PlotOfCell {...output} />;
    case "control":
      return <CellControl output={output} onChange={(value) => setControl(cell, output.name, value)} />;
    case "question":
      return <CellQuestion output={output} />;
    case "file":
      return <FileToSave {...output} />;
    case "error":
      return (
        <Notice tone="error">
          {output.line !== null && <b>{t("Line {{line}}:", { line: output.line })} </b>}
          {output.message}
        </Notice>
      );
  }
}

function PlotOfCell({ title, plot }: Extract<CellOutput, { kind: "plot" }>) {
  // Plot is loaded with the first drawing.
  const draw = useCallback(async (width: number) => (await import("../notebook/draw-plot")).drawPlot(plot, document, { width }), [plot]);
  return <CellPlot title={title} draw={draw} />;
}

function HeatOfCell(output: Extract<CellOutput, { kind: "heat" }>) {
  const chosen = useWorkbench((state) => state.workspace.colourMap);
  // From the smallest value to the largest: a map around 0, or one for angles, would mislead, unless the cell asks for it.
  const usual = colourMaps.get(chosen).kind === "sequential" ? chosen : "viridis";
  const lines = output.lines?.map(({ level, paths }) => ({ level, path: linesPath(paths) }));
  return <HeatImage {...output} lines={lines} colourMap={mapNamed(output.map ?? usual).id} />;
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

function FileToSave({ name, type, content, bytes }: FileOutput) {
  const save = () => saveFile({ name, type, bytes: Uint8Array.from(atob(content), (character) => character.charCodeAt(0)) });
  return (
    <p>
      <Button onClick={save}>{t("Save {{name}} ({{size}})", { name, size: size(bytes) })}</Button>
    </p>
  );
}

import { useCallback, useState } from "react";
import { recall, remember } from "../state/remember";
import { useServices } from "../state/use-workbench";

/** What was chosen in the export dialog, kept between visits. */
export interface ExportOptions {
  group: string;
  /** Of a figure, in millimetres, and pixels to the inch where it becomes pixels. */
  width: number;
  dpi: number;
  title: boolean;
  axes: boolean;
  bar: boolean;
  caption: boolean;
  /** Of a movie: frames at most, frames a second, pixels across, and whether colours keep the present range. */
  frames: number;
  frameRate: number;
  pixels: number;
  framed: boolean;
  held: boolean;
  /** Height of a surface as a share of its longer side. */
  relief: number;
  author: string;
  licence: string;
  /** Of an embedded run, in pixels. */
  embedWidth: number;
  embedHeight: number;
  embedRuns: boolean;
}

const usual: ExportOptions = {
  group: "figure",
  width: 86,
  dpi: 300,
  title: true,
  axes: true,
  bar: true,
  caption: true,
  frames: 120,
  frameRate: 24,
  pixels: 640,
  framed: false,
  held: true,
  relief: 0.15,
  author: "",
  licence: "CC-BY-4.0",
  embedWidth: 480,
  embedHeight: 400,
  embedRuns: true,
};

const key = "mfn.export";

/** The options and how they are changed. What was kept by an older version and is of another kind counts as not kept. */
export function useExportOptions(): [ExportOptions, (change: Partial<ExportOptions>) => void] {
  const { storage } = useServices();
  const [options, setOptions] = useState(() => {
    const kept = (recall(storage, key) ?? {}) as Record<string, unknown>;
    const sound = Object.entries(usual).filter(([name, value]) => typeof kept[name] === typeof value);
    return { ...usual, ...Object.fromEntries(sound.map(([name]) => [name, kept[name]])) };
  });
  const change = useCallback(
    (next: Partial<ExportOptions>) =>
      setOptions((before) => {
        const after = { ...before, ...next };
        remember(storage, key, after);
        return after;
      }),
    [storage],
  );
  return [options, change];
}

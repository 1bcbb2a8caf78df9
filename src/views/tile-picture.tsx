import { useEffect, useRef } from "react";
import type { Tile } from "../core/sweep/point";
import { paint } from "./paint";

/** A small picture of a field in a table of 256 colours. */
export function TilePicture({ tile, table, label }: { tile: Tile; table: Uint8Array; label: string }) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const { width, height, cells } = tile;
  useEffect(() => {
    const context = canvas.current?.getContext("2d");
    const picture = { key: "", nx: width, ny: height, values: Float32Array.from(cells), inside: cells.map((level) => (level === 255 ? 0 : 1)) };
    context?.putImageData(new ImageData(paint(picture, { low: 0, high: 254, notFinite: 0 }, table), width, height), 0, 0);
  }, [width, height, cells, table]);
  return <canvas ref={canvas} className="tile-picture" width={width} height={height} role="img" aria-label={label} />;
}

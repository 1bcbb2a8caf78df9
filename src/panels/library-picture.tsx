import { useEffect, useMemo, useRef, useState } from "react";
import type { LibraryRecord, Thumbnail } from "../library/record";
import { useServices, useWorkbench } from "../state/use-workbench";
import { lookupTable, mapNamed } from "../views/colour-maps";
import { paint } from "../views/paint";

/** Stands for a cell that is not drawn. */
const clear = 255;

/** The small picture of a record in the colours of the Lab; what it is made of is read when it is first drawn. */
export function LibraryPicture({ record: { id, worked } }: { record: LibraryRecord }) {
  const { library } = useServices();
  const map = useWorkbench((state) => state.workspace.colourMap);
  const table = useMemo(() => lookupTable(mapNamed(map)), [map]);
  const [picture, setPicture] = useState<Thumbnail | null>(null);
  const canvas = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    let gone = false;
    library.attachment<Thumbnail>(id, "thumbnail").then(
      (read) => !gone && setPicture(read),
      () => undefined,
    );
    return () => {
      gone = true;
    };
  }, [library, id, worked]);
  useEffect(() => {
    const context = canvas.current?.getContext("2d");
    if (picture && context) context.putImageData(new ImageData(painted(picture, table), picture.width, picture.height), 0, 0);
  }, [picture, table]);
  return picture ? (
    <canvas ref={canvas} className="library-picture" width={picture.width} height={picture.height} aria-hidden="true" />
  ) : (
    <span className="library-picture" aria-hidden="true" />
  );
}

const painted = ({ width, height, cells }: Thumbnail, table: Uint8Array): Uint8ClampedArray<ArrayBuffer> =>
  paint(
    { key: "", nx: width, ny: height, values: Float32Array.from(cells), inside: cells.map((cell) => (cell === clear ? 0 : 1)) },
    { low: 0, high: clear - 1, notFinite: 0 },
    table,
  );

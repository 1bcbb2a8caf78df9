import { Canvas, useFrame, useThree } from "@react-three/fiber";
import { useEffect, useMemo } from "react";
import type { Contrast } from "./contrast";
import { createFieldDrawing } from "./field-drawing";
import type { Picture, PictureSource } from "./picture";
import type { Viewport } from "./viewport";

export interface FieldPlaneProps {
  source: PictureSource;
  contrast(picture: Picture): Contrast;
  table: Uint8Array<ArrayBuffer>;
  view: Viewport;
  /** Interpolate between cells. */
  blend: boolean;
  /** The graphics context was lost and has not come back. */
  onLost(): void;
}

/** The field drawn by the graphics card, when there is something new to draw and not otherwise. */
export function FieldPlane({ onLost, ...drawing }: FieldPlaneProps) {
  return (
    <Canvas
      orthographic
      flat
      linear
      frameloop="demand"
      gl={{ antialias: false, depth: false, alpha: true, preserveDrawingBuffer: true }}
      resize={{ debounce: 0, scroll: false }}
      onCreated={({ gl }) => gl.domElement.addEventListener("webglcontextlost", onLost, { once: true })}
    >
      <Plane {...drawing} />
    </Canvas>
  );
}

function Plane({ source, contrast, table, view, blend }: Omit<FieldPlaneProps, "onLost">) {
  const invalidate = useThree((state) => state.invalidate);
  const drawing = useMemo(() => createFieldDrawing(), []);
  useEffect(() => () => drawing.dispose(), [drawing]);
  useEffect(() => source.subscribe(() => invalidate()), [source, invalidate]);
  useEffect(() => {
    drawing.setTable(table);
    invalidate();
  }, [drawing, table, contrast, source, invalidate]);
  useEffect(() => {
    drawing.setView(view, blend);
    invalidate();
  }, [drawing, view, blend, invalidate]);
  useFrame(() => {
    const picture = source.latest();
    if (picture) drawing.show(picture, contrast(picture));
  });
  return <primitive object={drawing.mesh} dispose={null} />;
}

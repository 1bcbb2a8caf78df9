import { Canvas, useFrame, useThree } from "@react-three/fiber";
import { useEffect } from "react";
import type { WebGLRenderer } from "three";
import type { Stage } from "./stage";

export interface StageCanvasProps {
  stage: Stage;
  /** The graphics context was lost and has not come back. */
  onLost(): void;
}

/** The one canvas of a stage. It draws when there is something new to draw and not otherwise. */
export function StageCanvas({ stage, onLost }: StageCanvasProps) {
  return (
    <Canvas
      flat
      linear
      frameloop="demand"
      gl={{ antialias: false, depth: true, alpha: true, preserveDrawingBuffer: true }}
      resize={{ debounce: 0, scroll: false }}
      style={{ pointerEvents: "none" }}
      onCreated={({ gl }) => gl.domElement.addEventListener("webglcontextlost", onLost, { once: true })}
    >
      <Drawn stage={stage} />
    </Canvas>
  );
}

/** A priority above 0 takes the drawing out of the canvas's own hands. */
function Drawn({ stage }: { stage: Stage }) {
  const invalidate = useThree((state) => state.invalidate);
  useEffect(() => stage.drivenBy(() => invalidate()), [stage, invalidate]);
  useFrame(({ gl }) => drawStage(gl, stage), 1);
  return null;
}

/** Draws every entry within the edges of its element, and writes on the canvas what the graphics card holds, for whoever looks for leaks. */
function drawStage(gl: WebGLRenderer, { entries }: Stage): void {
  const canvas = gl.domElement;
  const whole = canvas.getBoundingClientRect();
  gl.autoClear = false;
  gl.setScissorTest(false);
  gl.clear();
  gl.setScissorTest(true);
  for (const { element, drawing, drawn } of entries) {
    const { left, bottom, width, height } = element.getBoundingClientRect();
    if (width < 1 || height < 1 || !drawing.prepare({ width, height })) continue;
    const at = [left - whole.left, whole.bottom - bottom, width, height] as const;
    gl.setViewport(...at);
    gl.setScissor(...at);
    gl.render(drawing.scene, drawing.camera);
    drawn();
  }
  canvas.dataset["geometries"] = String(gl.info.memory.geometries);
  canvas.dataset["textures"] = String(gl.info.memory.textures);
}

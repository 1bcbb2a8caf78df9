import type { Camera, Object3D } from "three";
import type { Size } from "./viewport";

/** Something to draw with the graphics card. */
export interface StageDrawing {
  scene: Object3D;
  camera: Camera;
  /** Brings it up to date for a picture of `size` pixels; false while there is nothing to show. */
  prepare(size: Size): boolean;
}

export interface StageEntry {
  element: HTMLElement;
  drawing: StageDrawing;
  /** Told when it has been drawn. */
  drawn(): void;
}

/** Places on the page in which one graphics context draws: a browser gives only few contexts, and the views of a run share one. */
export interface Stage {
  entries: ReadonlySet<StageEntry>;
  /** Draws something where an element stands, until the call that is returned. */
  add(entry: StageEntry): () => void;
  /** Asks for a new picture. */
  invalidate(): void;
  /** Lets a canvas do the drawing, until the call that is returned. */
  drivenBy(draw: () => void): () => void;
}

export function createStage(): Stage {
  const entries = new Set<StageEntry>();
  let draw: (() => void) | null = null;
  const invalidate = () => draw?.();
  return {
    entries,
    add(entry) {
      entries.add(entry);
      invalidate();
      return () => {
        entries.delete(entry);
        invalidate();
      };
    },
    invalidate,
    drivenBy(next) {
      draw = next;
      invalidate();
      return () => {
        draw = null;
      };
    },
  };
}

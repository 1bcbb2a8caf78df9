import { useEffect, useRef } from "react";
import type { PictureSource } from "./picture";
import { useSize } from "./use-size";
import type { Size } from "./viewport";
import "./field-charts.css";

/** Colours and letters of the theme, for what is drawn by hand. */
export interface Ink {
  text: string;
  dim: string;
  line: string;
  accent: string;
  series: readonly string[];
  font: string;
}

export interface LiveCanvasProps {
  /** Asks for a new drawing whenever it has a newer picture. */
  source: PictureSource;
  /** Draws in pixels of the page. Another function draws anew. */
  draw(context: CanvasRenderingContext2D, size: Size, ink: Ink): void;
  /** What is shown, for screen readers; a layer over something that tells it has none. */
  label?: string;
  /** Least time between two drawings, in milliseconds. */
  every?: number;
}

/** What takes long is drawn less often: the page has this many times as long for everything else. */
const restShare = 5;

/** A drawing that follows its source, no faster than it is to be read, and the theme. */
export function LiveCanvas({ source, draw, label, every = 60 }: LiveCanvasProps) {
  const frame = useRef<HTMLDivElement>(null);
  const canvas = useRef<HTMLCanvasElement>(null);
  const { width, height } = useSize(frame);
  useEffect(() => {
    const element = canvas.current!;
    const context = element.getContext("2d");
    if (!context || width < 1 || height < 1) return;
    const density = devicePixelRatio;
    [element.width, element.height] = [Math.round(width * density), Math.round(height * density)];
    let timer: ReturnType<typeof setTimeout> | undefined;
    let drawnAt = -Infinity;
    let took = 0;
    let ink: Ink | null = null;
    const show = () => {
      timer = undefined;
      drawnAt = performance.now();
      context.setTransform(density, 0, 0, density, 0, 0);
      context.clearRect(0, 0, width, height);
      draw(context, { width, height }, (ink ??= inkOf(element)));
      took = performance.now() - drawnAt;
    };
    const ask = () => {
      timer ??= setTimeout(show, Math.max(0, Math.max(every, restShare * took) - (performance.now() - drawnAt)));
    };
    show();
    const unsubscribe = source.subscribe(ask);
    const theme = new MutationObserver(() => {
      ink = null;
      ask();
    });
    theme.observe(document.documentElement, { attributeFilter: ["data-theme"] });
    return () => {
      unsubscribe();
      theme.disconnect();
      clearTimeout(timer);
    };
  }, [source, draw, every, width, height]);
  return (
    <div ref={frame} className="live-canvas">
      <canvas ref={canvas} {...(label === undefined ? { "aria-hidden": true } : { role: "img", "aria-label": label })} />
    </div>
  );
}

function inkOf(element: HTMLElement): Ink {
  const style = getComputedStyle(element);
  const token = (name: string) => style.getPropertyValue(name).trim();
  return {
    text: token("--text"),
    dim: token("--dim"),
    line: token("--line"),
    accent: token("--accent"),
    series: [1, 2, 3, 4, 5, 6, 7].map((n) => token(`--series-${n}`)),
    font: `11px ${token("--mono")}`,
  };
}

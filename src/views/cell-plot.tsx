import { useEffect, useRef, useState } from "react";
import "./cell-plot.css";
import { useSize } from "./use-size";

export interface CellPlotProps {
  title: string;
  /** Makes the picture, so many pixels wide. */
  draw(width: number): Promise<Element>;
}

/** A picture that is made for the width of its place, and made anew when that changes. */
export function CellPlot({ title, draw }: CellPlotProps) {
  const frame = useRef<HTMLElement>(null);
  const place = useRef<HTMLDivElement>(null);
  const { width } = useSize(frame);
  const [fault, setFault] = useState<string | null>(null);
  const columns = Math.round(Math.min(width, 720));
  useEffect(() => {
    const element = place.current!;
    if (columns < 40) return;
    let here = true;
    async function show(): Promise<void> {
      try {
        const drawn = await draw(columns);
        if (!here) return;
        drawn.setAttribute("aria-label", title);
        drawn.setAttribute("role", "img");
        element.replaceChildren(drawn);
        setFault(null);
      } catch (error) {
        if (here) setFault(error instanceof Error ? error.message : String(error));
      }
    }
    void show();
    return () => void (here = false);
  }, [draw, title, columns]);
  return (
    <figure ref={frame} className="cell-plot">
      {title && <figcaption>{title}</figcaption>}
      <div ref={place} />
      {fault !== null && <p className="cell-plot-fault">{fault}</p>}
    </figure>
  );
}

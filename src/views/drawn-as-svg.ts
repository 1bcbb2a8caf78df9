import type { ReactElement } from "react";
import { flushSync } from "react-dom";
import { createRoot } from "react-dom/client";

const inlined = [
  "fill",
  "stroke",
  "stroke-width",
  "stroke-dasharray",
  "stroke-linejoin",
  "opacity",
  "font-family",
  "font-size",
  "text-anchor",
] as const;

/** A chart as the text of a free-standing SVG, in the light theme, its styles written into it. Null when it drew nothing. */
export function drawnAsSvg(chart: ReactElement): string | null {
  const stage = document.createElement("div");
  stage.dataset.theme = "light";
  stage.style.cssText = "position: fixed; left: -9999px; width: 312px";
  document.body.append(stage);
  const root = createRoot(stage);
  try {
    flushSync(() => root.render(chart));
    const svg = stage.querySelector("svg");
    if (!svg) return null;
    const parts = [...svg.querySelectorAll<SVGElement>("g, path, rect, circle, line, text")];
    for (const element of parts) {
      const style = getComputedStyle(element);
      for (const property of inlined) element.style.setProperty(property, style.getPropertyValue(property));
    }
    // Only now: a part may have its looks from the class of one around it.
    for (const element of [svg, ...parts]) element.removeAttribute("class");
    const { width, height } = svg.viewBox.baseVal;
    svg.setAttribute("width", String(width));
    svg.setAttribute("height", String(height));
    return new XMLSerializer().serializeToString(svg);
  } finally {
    root.unmount();
    stage.remove();
  }
}

import type { PaintTool } from "../state/brush";

/** What each tool is called, alone and as something that was done. */
export const paintTitles: Record<PaintTool, { tool: string; deed: string }> = {
  pan: { tool: "Move", deed: "" },
  brush: { tool: "Brush", deed: "Brush stroke" },
  line: { tool: "Line", deed: "Line" },
  text: { tool: "Text", deed: "Text" },
  stamp: { tool: "Stamp", deed: "Stamp" },
  noise: { tool: "Noise", deed: "Noise" },
  erase: { tool: "Erase", deed: "Erasing" },
};

/** Those for the domain, which has no rest and no noise: it is painted inside or outside. */
export const maskTools: readonly PaintTool[] = ["brush", "line", "text", "stamp"];

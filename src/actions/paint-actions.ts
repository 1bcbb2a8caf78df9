import type { PaintTool } from "../state/brush";
import { defineAction, type Action } from "./define";

const tools: { tool: PaintTool; title: string; keys: string }[] = [
  { tool: "pan", title: "Stop painting", keys: "v" },
  { tool: "brush", title: "Paint with a brush", keys: "b" },
  { tool: "line", title: "Paint a line", keys: "l" },
  { tool: "text", title: "Paint words", keys: "t" },
  { tool: "stamp", title: "Stamp a picture", keys: "s" },
  { tool: "noise", title: "Paint noise", keys: "n" },
  { tool: "erase", title: "Erase to rest", keys: "e" },
];

const size = (id: string, title: string, keys: string, factor: number): Action =>
  defineAction({
    id,
    title,
    group: "Paint",
    keys,
    room: "lab",
    available: ({ brush }) => brush.tool !== "pan",
    run({ store }) {
      const { brush, setBrush } = store.getState();
      setBrush({ radius: Math.max(0.5, Number((brush.radius * factor).toPrecision(3))) });
    },
  });

export const paintActions: readonly Action[] = [
  ...tools.map(({ tool, title, keys }) =>
    defineAction({
      id: `paint-${tool}`,
      title,
      group: "Paint",
      keys,
      room: "lab",
      available: ({ run, brush }) => run.id !== null && (tool !== "pan" || brush.tool !== "pan"),
      run: ({ store }) => store.getState().setBrush({ tool, ...((tool === "pan" || tool === "noise" || tool === "erase") && { onto: "field" }) }),
    }),
  ),
  size("brush-smaller", "Smaller brush", "[", 1 / 1.25),
  size("brush-larger", "Larger brush", "]", 1.25),
  defineAction({
    id: "paint-domain",
    title: "Paint the domain",
    group: "Paint",
    room: "lab",
    available: ({ run }) => run.id !== null,
    run: ({ store }) => store.getState().setBrush({ tool: "brush", onto: "mask" }),
  }),
];

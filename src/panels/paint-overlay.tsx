import { useEffect, useMemo, useState } from "react";
import { useServices, useWorkbench, useWorkbenchStore } from "../state/use-workbench";
import type { FieldTool } from "../views/field-tool";
import type { fieldToolFor } from "./paint-hand";

/** The tool of paint in the hand, for the field; null while none is. What it takes is loaded when the first one is taken up. */
export function usePaintTool(): FieldTool | null {
  const store = useWorkbenchStore();
  const services = useServices();
  const holds = useWorkbench((state) => state.brush.tool !== "pan");
  const [hand, setHand] = useState<{ take: typeof fieldToolFor } | null>(null);
  useEffect(() => {
    if (holds) void import("./paint-hand").then(({ fieldToolFor: take }) => setHand({ take }));
  }, [holds]);
  const tool = useMemo(() => hand && hand.take(store, services), [hand, store, services]);
  return holds ? tool : null;
}

/** The tool over a view of a field: that one is painted, unless another was chosen. */
export function useToolOver(tool: FieldTool | null, field: string): FieldTool | null {
  const store = useWorkbenchStore();
  return useMemo(
    () =>
      tool && {
        ...tool,
        onPointer(event) {
          const { brush, setBrush } = store.getState();
          if (brush.over !== field && (event.phase === "down" || event.phase === "hover")) setBrush({ over: field });
          return tool.onPointer(event);
        },
      },
    [tool, field, store],
  );
}

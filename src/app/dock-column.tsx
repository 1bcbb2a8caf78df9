import { useEffect, useRef, useState, type RefObject } from "react";
import type { Panel } from "../panels/define";
import { columnWidths, fittingWidth, type Side, type Stack } from "../state/arrangement";
import { frontOf } from "../state/layout-slice";
import { useWorkbench } from "../state/use-workbench";
import { Tabs } from "../ui/tabs";
import { t } from "../ui/text";
import { useDock } from "./dock";
import { PanelRegion } from "./panel-region";
import { Separator } from "./separator";

/** Pixels that an arrow key moves the edge of a column. */
const step = 16;
/** The widest a column gets, as a share of the window: the style sheet says the same. */
const mostShare = 0.36;

export interface DockColumnProps {
  side: Side;
  title: string;
  stacks: readonly Stack[];
  panels: readonly Panel[];
  /** Its edge can be moved. */
  resizable: boolean;
}

/** One of a room's columns: its panels from top to bottom, those that share a place behind tabs. */
export function DockColumn({ side, title, stacks, panels, resizable }: DockColumnProps) {
  const column = useRef<HTMLElement>(null);
  const byId = (id: string) => panels.find((panel) => panel.id === id)!;
  return (
    <>
      <aside className={`room-column room-${side}`} id={`column-${side}`} data-column={side} aria-label={title} ref={column}>
        {stacks.map((stack) =>
          stack.length === 1 ? <PanelRegion key={stack[0]} panel={byId(stack[0]!)} /> : <Shared key={stack.join()} stack={stack.map(byId)} />,
        )}
      </aside>
      {resizable && <Edge side={side} column={column} />}
    </>
  );
}

function Shared({ stack }: { stack: readonly Panel[] }) {
  const fronts = useWorkbench((state) => state.layout.fronts);
  const bringToFront = useWorkbench((state) => state.bringToFront);
  return (
    <div className="stack">
      <Tabs
        label={t("Panels in one place")}
        tabs={stack.map((panel) => ({ id: panel.id, title: t(panel.shortTitle ?? panel.title), body: <PanelRegion panel={panel} alone /> }))}
        value={frontOf(
          stack.map(({ id }) => id),
          fronts,
        )}
        onChange={bringToFront}
      />
    </div>
  );
}

/** The edge of a column, by which it is made wider. */
function Edge({ side, column }: { side: Side; column: RefObject<HTMLElement | null> }) {
  const dock = useDock()!;
  const chosen = dock.arrangement.widths[side];
  const [drawn, setDrawn] = useState<number>(columnWidths.least);
  useEffect(() => {
    const watch = new ResizeObserver(() => column.current && setDrawn(column.current.offsetWidth));
    watch.observe(column.current!);
    return () => watch.disconnect();
  }, [column]);
  const most = Math.min(columnWidths.most, Math.floor(innerWidth * mostShare));
  const fitting = (px: number) => Math.min(most, fittingWidth(px));
  const width = chosen === undefined ? drawn : fitting(chosen);
  return (
    <Separator
      className={`edge edge-${side}`}
      orientation="vertical"
      label={side === "left" ? t("Width of the left column") : t("Width of the right column")}
      controls={`column-${side}`}
      sense={side === "left" ? 1 : -1}
      value={width}
      words={t("{{px}} pixels", { px: width })}
      least={columnWidths.least}
      most={most}
      step={step}
      onChange={(px) => dock.resize(side, fitting(px))}
      onDrag={(moved, end) => {
        const room = column.current!.parentElement!;
        const px = fitting(width + moved);
        room.style.setProperty(`--${side}`, `${px}px`);
        if (end && px !== width) dock.resize(side, px);
      }}
      onUsual={() => dock.resize(side, null)}
    />
  );
}

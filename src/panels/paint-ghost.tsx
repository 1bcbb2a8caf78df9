import { useSyncExternalStore } from "react";
import { useWorkbench } from "../state/use-workbench";
import type { Viewport } from "../views/viewport";
import "./paint.css";
import type { PaintHand } from "./paint-hand";
import type { Inked } from "./paint-marks";
import type { Spot } from "./paint-stroke";

/** What a tool would paint, in true size: the brush's outline, the line that is drawn, the picture to be stamped. */
export function PaintGhost({ hand, view }: { hand: PaintHand; view: Viewport }) {
  const { at, trail } = useSyncExternalStore(
    (changed) => hand.subscribe(changed),
    () => hand.ghost(),
  );
  const brush = useWorkbench((state) => state.brush);
  const inked = useWorkbench(hand.inkInHand);
  const { tool, radius, softness, onto } = brush;
  const stamps = tool === "text" || tool === "stamp";
  return (
    <>
      <svg className="paint-ghost" viewBox={`${view.x0} ${view.y0} ${view.width} ${view.height}`} preserveAspectRatio="none" aria-hidden="true">
        {trail.length > 0 && <polyline className="paint-trail" points={pointsOf(trail)} strokeWidth={2 * radius} />}
        {at && !stamps && <Outline at={at} radius={radius} />}
        {at && !stamps && tool !== "noise" && onto === "field" && softness > 0 && softness < 1 && (
          <circle className="paint-core" cx={at[0]} cy={at[1]} r={radius * (1 - softness)} />
        )}
      </svg>
      {at && stamps && (inked ? <Stamp inked={inked} at={at} view={view} /> : <Cross at={at} view={view} />)}
    </>
  );
}

/** A dark line under a light one is seen on any colours. */
const Outline = ({ at: [x, y], radius }: { at: Spot; radius: number }) => (
  <>
    <circle className="paint-outline-under" cx={x} cy={y} r={radius} />
    <circle className="paint-outline" cx={x} cy={y} r={radius} />
  </>
);

/** One spot is a dab: a line of no length, which round ends make a dot. */
const pointsOf = (trail: readonly Spot[]): string => (trail.length === 1 ? [trail[0]!, trail[0]!] : trail).map(([x, y]) => `${x},${y}`).join(" ");

function Stamp({ inked: { ink, url }, at, view }: { inked: Inked; at: Spot; view: Viewport }) {
  const [left, top] = [Math.round(at[0] - ink.width / 2), Math.round(at[1] - ink.height / 2)];
  const box = {
    left: percent((left - view.x0) / view.width),
    top: percent((top - view.y0) / view.height),
    width: percent(ink.width / view.width),
    height: percent(ink.height / view.height),
  };
  return (
    <span className="paint-stamp" style={box} aria-hidden="true">
      <span style={{ maskImage: `url(${url})` }} />
    </span>
  );
}

/** Where nothing is at hand to stamp, the place alone. */
const Cross = ({ at, view }: { at: Spot; view: Viewport }) => (
  <span
    className="paint-cross"
    style={{ left: percent((at[0] - view.x0) / view.width), top: percent((at[1] - view.y0) / view.height) }}
    aria-hidden="true"
  />
);

const percent = (share: number) => `${100 * share}%`;

import { Component, createContext, lazy, Suspense, useContext, useEffect, useMemo, useState, type ReactNode } from "react";
import { t } from "../ui/text";
import { useAfterFirstFrame } from "../ui/use-after-first-frame";
import { hasWebGl } from "./field-canvas";
import { createStage, type Stage } from "./stage";
import "./field-stage.css";

const StageCanvas = lazy(() => import("./stage-canvas").then(({ StageCanvas }) => ({ default: StageCanvas })));

/** The stage that views draw on; null outside one, and where the browser gives no graphics. */
const StageContext = createContext<{ stage: Stage | null } | null>(null);

/** The stage around a view: undefined where there is none, its `stage` null without a graphics card. */
export const useStage = (): { stage: Stage | null } | null => useContext(StageContext);

export interface FieldStageProps {
  children: ReactNode;
  className?: string;
  /** How many stand beside each other; the style sheet lays them out by it. */
  views?: number;
}

/** Puts one graphics canvas behind all views inside it. Until it is loaded, and where there is none, views draw by other means. */
export function FieldStage({ children, className = "", views = 1 }: FieldStageProps) {
  const stage = useMemo(() => createStage(), []);
  const [graphics, setGraphics] = useState(hasWebGl);
  // What the graphics card needs is much: it is loaded behind a first picture, which is drawn by other means.
  const drawn = useAfterFirstFrame();
  const context = useMemo(() => ({ stage: graphics ? stage : null }), [stage, graphics]);
  // Whatever React has just laid out anew may have moved a view.
  useEffect(() => stage.invalidate());
  return (
    <StageContext value={context}>
      <div className={`field-stage ${className}`} data-views={views}>
        {graphics && drawn && (
          <div className="field-stage-canvas" aria-hidden="true">
            <OnFailure failed={() => setGraphics(false)}>
              <Suspense>
                <StageCanvas stage={stage} onLost={() => setGraphics(false)} />
              </Suspense>
            </OnFailure>
          </div>
        )}
        {children}
        {!graphics && (
          <p className="field-note">{t("Drawn without the graphics card: this browser gives no WebGL 2, so large fields draw slowly.")}</p>
        )}
      </div>
    </StageContext>
  );
}

/** Shows nothing when drawing fails to start, as when the browser refuses another graphics context. */
class OnFailure extends Component<{ failed(): void; children: ReactNode }, { failed: boolean }> {
  override state = { failed: false };
  static getDerivedStateFromError = () => ({ failed: true });
  override componentDidCatch(): void {
    this.props.failed();
  }
  override render(): ReactNode {
    return this.state.failed ? null : this.props.children;
  }
}

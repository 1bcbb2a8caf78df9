import { Activity, createContext, useCallback, useContext, useLayoutEffect, useRef, useState, type ReactNode } from "react";
import { createPortal } from "react-dom";
import type { Panel } from "../panels/define";
import { PanelBody } from "./panel-body";

interface Hosted {
  panel: Panel;
  /** What the body is drawn into, wherever that stands. */
  host: HTMLElement;
  shown: boolean;
}

/** Brings the body of a panel to a place; what it returns takes it away again. */
type Bring = (panel: Panel, place: HTMLElement) => () => void;

const BringContext = createContext<Bring | null>(null);

/**
 * Draws the bodies of a room's panels. Each has an element of its own that goes where its panel goes, so that what was typed and chosen in it stays
 * when the panel is moved, folded or put behind a tab. Out of sight it does nothing.
 */
export function PanelHosts({ children }: { children: ReactNode }) {
  const [all, setAll] = useState<readonly Hosted[]>([]);
  const hosts = useRef(new Map<string, HTMLElement>());
  const bring = useCallback<Bring>((panel, place) => {
    const host = hosts.current.get(panel.id) ?? document.createElement("div");
    host.className = "panel-body";
    hosts.current.set(panel.id, host);
    place.append(host);
    const put = (shown: boolean) => setAll((before) => [...before.filter((one) => one.panel.id !== panel.id), { panel, host, shown }]);
    put(true);
    return () => {
      // It may have been brought elsewhere meanwhile.
      if (host.parentElement !== place) return;
      host.remove();
      put(false);
    };
  }, []);
  return (
    <BringContext value={bring}>
      {children}
      {all.map(({ panel, host, shown }) =>
        createPortal(
          <Activity mode={shown ? "visible" : "hidden"}>
            <PanelBody panel={panel} />
          </Activity>,
          host,
          panel.id,
        ),
      )}
    </BringContext>
  );
}

/** Where the body of a panel is to stand. */
export function PanelPlace({ panel }: { panel: Panel }) {
  const bring = useContext(BringContext)!;
  const place = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => bring(panel, place.current!), [bring, panel]);
  return <div ref={place} className="panel-body" />;
}

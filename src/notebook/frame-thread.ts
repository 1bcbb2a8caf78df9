import { portOf } from "./cell-messages";
import type { CellThread } from "./connect-cells";

/** So often the frame is asked whether it lives, and so many answers may be missing; in milliseconds. */
const beatMs = 1000;
const missedBeats = 8;
/** So long its page may take to load; and to say so when something has loaded, which may be the browser's own page about there being no network. */
const loadMs = 30_000;
const silentMs = () => (navigator.onLine ? 3000 : 100);
/** After so long nothing may have loaded at all: Firefox refuses the page where its server does not let every origin have it, and tells of no load. */
const refusedMs = 6000;

/**
 * A sandboxed frame with a worker for cells in it: an origin of its own that is nobody's, so neither storage nor the page nor its keys are within
 * reach, and by its policy no network either. Ending it is taking the frame away, which ends its worker whatever that does.
 * @param address of `sandbox.html`.
 */
export function startFrameThread(address: string): CellThread {
  const frame = document.createElement("iframe");
  frame.setAttribute("sandbox", "allow-scripts");
  frame.referrerPolicy = "no-referrer";
  frame.setAttribute("aria-hidden", "true");
  frame.tabIndex = -1;
  frame.title = "Cells of a notebook";
  Object.assign(frame.style, { position: "absolute", width: "0", height: "0", border: "0", visibility: "hidden" });
  frame.src = address;
  const [cells, watch] = [new MessageChannel(), new MessageChannel()];
  let timer: ReturnType<typeof setTimeout>;
  let [open, begun] = [true, false];
  let tell: (why: string) => void = () => undefined;
  const broken = new Promise<string>((resolve) => (tell = resolve));

  const begin = ({ source, data }: MessageEvent) => {
    if (source !== frame.contentWindow || data !== "ready") return;
    removeEventListener("message", begin);
    begun = true;
    clearTimeout(refused);
    frame.contentWindow?.postMessage("cells", "*", [cells.port2, watch.port2]);
    beat(0);
  };
  function beat(missed: number): void {
    clearTimeout(timer);
    if (!open) return;
    if (missed > missedBeats) return tell("its frame no longer answers; it may have run out of memory");
    watch.port1.postMessage("alive?");
    timer = setTimeout(() => beat(missed + 1), beatMs);
  }
  watch.port1.onmessage = ({ data }: MessageEvent<unknown>) => {
    if (typeof data === "object" && data !== null && "broken" in data) return tell(String(data.broken));
    clearTimeout(timer);
    if (open) timer = setTimeout(() => beat(0), beatMs);
  };
  // Where the browser tells of it, the frame's end is known at once.
  watch.port1.addEventListener("close", () => open && tell("its frame has ended; it may have run out of memory"));

  /** The frame's page as this page gets it: no service worker answers for a frame whose origin is nobody's, and not every server gives it one. */
  async function loadFromHere(): Promise<void> {
    if (begun || !open || frame.srcdoc !== "") return;
    const kept = await fetch(address).then(
      (response) => (response.ok ? response.text() : null),
      () => null,
    );
    if (kept === null || begun || !open || frame.srcdoc !== "") return;
    frame.removeAttribute("src");
    frame.srcdoc = kept;
  }
  frame.addEventListener("load", () => setTimeout(() => void loadFromHere(), silentMs()), { once: true });
  const refused = setTimeout(() => void loadFromHere(), refusedMs);

  addEventListener("message", begin);
  timer = setTimeout(() => tell(`its frame could not be loaded from ${address}`), loadMs);
  document.body.append(frame);
  return {
    port: portOf(cells.port1),
    broken,
    terminate() {
      open = false;
      clearTimeout(timer);
      clearTimeout(refused);
      removeEventListener("message", begin);
      frame.remove();
      watch.port1.close();
    },
  };
}

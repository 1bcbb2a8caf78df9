import { useEffect, useLayoutEffect, useRef, useState, type CSSProperties, type RefObject } from "react";
import { useWorkbench } from "../state/use-workbench";
import { Button } from "../ui/button";
import { t } from "../ui/text";
import { onTouch, useMedia } from "../ui/use-media";
import { keyInWords } from "./keys";
import "./tour.css";

/** What is shown, and what it stands beside: the first of these that is on the page. */
const stops = (touch: boolean) => [
  {
    beside: ["#main"],
    title: t("A field, growing"),
    text: touch
      ? t("Two chemicals react and spread, computed in this browser. Touch the field to read a cell; zoom with two fingers.")
      : t("Two chemicals react and spread, computed in this browser. Move over the field to read a cell; scroll to zoom."),
  },
  {
    beside: [".room-left [data-panel='parameters']", ".room-left", "#panels"],
    title: t("Its model and its parameters"),
    text: t("Choose another model or preset, and move a parameter while the field runs. It answers at once."),
  },
  {
    beside: [".room-bottom"],
    title: t("Run, step, export"),
    text: touch
      ? t("Pause, go back in time, and export what you see. The search at the top finds everything else.")
      : t("Pause, take single steps, go back in time, and export what you see. {{key}} finds everything else; ? shows all keys.", {
          key: keyInWords("$mod+k"),
        }),
  },
];

/** Three callouts beside what they tell of. They keep nothing from being used, and take no focus unless they were asked for. */
export function Tour() {
  const step = useWorkbench((state) => state.tourStep) ?? 0;
  const showTour = useWorkbench((state) => state.showTour);
  const toured = useWorkbench((state) => state.workspace.toured);
  const setWorkspace = useWorkbench((state) => state.setWorkspace);
  const [asked] = useState(toured);
  const next = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (asked) next.current?.focus();
  }, [asked]);
  const all = stops(useMedia(onTouch));
  const stop = all[Math.min(step, all.length - 1)]!;
  const last = step >= all.length - 1;
  const end = () => {
    showTour(null);
    setWorkspace({ toured: true });
  };
  const card = useRef<HTMLElement>(null);
  const { place, outline } = usePlaceBeside(stop.beside, card);
  return (
    <>
      {outline && <div className="tour-outline" style={outline} />}
      <section
        ref={card}
        className="tour"
        aria-label={t("A short tour")}
        style={place}
        onKeyDown={(event) => {
          if (event.key === "Escape") end();
        }}
      >
        <div aria-live="polite">
          <h2>{stop.title}</h2>
          <p>{stop.text}</p>
        </div>
        <div className="tour-buttons">
          <span className="dim">{t("{{step}} of {{all}}", { step: step + 1, all: all.length })}</span>
          {!last && <Button look="plain" onClick={end} children={t("Skip the tour")} />}
          <Button ref={next} look="primary" onClick={() => (last ? end() : showTour(step + 1))} children={last ? t("Done") : t("Next")} />
        </div>
      </section>
    </>
  );
}

const gap = 12;

interface Placed {
  place: CSSProperties;
  /** Around what is told of, where the card does not stand beside it. */
  outline: CSSProperties | null;
}

/**
 * To the right of the first of these elements where there is room, else above it, else in its upper corner; within the window. On a narrow screen
 * at the foot of the panels, which leaves the field free.
 */
function usePlaceBeside(beside: readonly string[], card: RefObject<HTMLElement | null>): Placed {
  // Unseen rather than hidden until it has a place: what is hidden takes no focus.
  const [placed, setPlaced] = useState<Placed>({ place: { opacity: 0 }, outline: null });
  const among = beside.join("|");
  useLayoutEffect(() => {
    const find = () => {
      const anchor = among
        .split("|")
        .map((selector) => document.querySelector(selector))
        .find(Boolean);
      if (!anchor || !card.current) return;
      const rect = anchor.getBoundingClientRect();
      const { offsetWidth: width, offsetHeight: height } = card.current;
      const panels = document.getElementById("panels")?.getBoundingClientRect();
      const within = (at: number, size: number, all: number) => Math.max(gap, Math.min(at, all - size - gap));
      const fits = rect.right + gap + width < innerWidth;
      const above = rect.top - gap - height > rect.height / 4;
      const left = fits ? rect.right + gap : rect.left + gap;
      const top = fits ? rect.top + gap : above ? rect.top - gap - height : rect.top + gap;
      const at = panels ? { left: panels.left + gap, top: panels.bottom - gap - height } : { left, top };
      setPlaced({
        place: { left: within(at.left, width, innerWidth), top: within(at.top, height, innerHeight) },
        outline: panels ? { left: rect.left, top: rect.top, width: rect.width, height: rect.height } : null,
      });
    };
    find();
    addEventListener("resize", find);
    return () => removeEventListener("resize", find);
  }, [among, card]);
  return placed;
}

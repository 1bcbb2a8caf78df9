import { useDeferredValue, useEffect, useMemo, useRef, useState } from "react";
import type { Shelf } from "../notebook/shelf";
import { useWorkbench, useWorkbenchItself } from "../state/use-workbench";
import { Button } from "../ui/button";
import { Dialog } from "../ui/dialog";
import { t } from "../ui/text";
import { MarkdownText } from "../views/markdown-text";
import { guideSearch, sectionsOf, type GuideHit } from "./guide-search";
import { guides } from "./guides";
import "./guides.css";

/** Where one reads: a guide, at one of its headings. */
interface Place {
  guide: string;
  heading: number;
}

/** All guides in one place: a list, a search over them, and the text. */
export function GuidesDialog() {
  const show = useWorkbench((state) => state.showOverlay);
  const texts = useTexts();
  const tutorials = useTutorials();
  const go = useWorkbench((state) => state.goTo);
  const openNotebook = useWorkbench((state) => state.openNotebook);
  const choose = (place: Place) => {
    if (!tutorials?.has(place.guide)) return setPlace(place);
    show(null);
    go("notebooks");
    void openNotebook(place.guide);
  };
  const [sought, setSought] = useState("");
  const [place, setPlace] = useState<Place | null>(null);
  const find = useMemo(() => {
    const tutorialTexts = [...(tutorials ?? [])].map(({ id, text }) => [id, text] as const);
    return texts && guideSearch([...texts, ...tutorialTexts].flatMap(([id, text]) => sectionsOf(id, text)));
  }, [texts, tutorials]);
  const words = useDeferredValue(sought.trim());
  const hits = words === "" || !find ? null : find(words);
  const search = useRef<HTMLInputElement>(null);
  const text = place && texts?.get(place.guide);
  return (
    <Dialog title={t("Guides")} open onOpenChange={(open) => !open && show(null)} className={`guides ${place ? "guides-reading" : ""}`}>
      <nav className="guides-list" aria-label={t("Guides")}>
        <input
          ref={search}
          type="search"
          className="text-field"
          aria-label={t("Search all guides")}
          placeholder={t("Search all guides")}
          value={sought}
          onChange={(event) => setSought(event.target.value)}
        />
        {hits ? (
          <Hits
            hits={hits}
            titleOf={(id) => (tutorials?.has(id) ? t("Tutorial: {{title}}", { title: tutorials.get(id).title }) : t(guides.get(id).title))}
            onChoose={choose}
          />
        ) : (
          <Titles open={place?.guide ?? null} onChoose={setPlace} />
        )}
      </nav>
      <div className="guides-text">
        {place && (
          <Button look="plain" className="guides-back" onClick={() => setPlace(null)}>
            {t("All guides")}
          </Button>
        )}
        {!place && <p className="dim">{t("Choose a guide, or search for a word of the message in front of you.")}</p>}
        {place && text === undefined && <p role="status">{t("Loading")}</p>}
        {place && text && <Text key={place.guide} place={place} text={text} onFollow={setPlace} />}
      </div>
    </Dialog>
  );
}

function Titles({ open, onChoose }: { open: string | null; onChoose(place: Place): void }) {
  return (
    <ul>
      {[...guides].map(({ id, title, summary }) => (
        <li key={id}>
          <button type="button" aria-current={id === open ? "page" : undefined} onClick={() => onChoose({ guide: id, heading: 0 })}>
            <strong>{t(title)}</strong>
            <span className="dim">{t(summary)}</span>
          </button>
        </li>
      ))}
    </ul>
  );
}

function Hits({ hits, titleOf, onChoose }: { hits: readonly GuideHit[]; titleOf(id: string): string; onChoose(place: Place): void }) {
  return (
    <>
      <p className="dim" role="status">
        {hits.length === 0 ? t("Nothing found. Try fewer words, or the beginning of one.") : t("{{count}} places", { count: hits.length })}
      </p>
      <ul>
        {hits.map(({ guide, heading, title, excerpt }) => (
          <li key={`${guide} ${heading}`}>
            <button type="button" onClick={() => onChoose({ guide, heading })}>
              <strong>{title}</strong>
              <span className="dim">{excerpt}</span>
              <small className="dim">{titleOf(guide)}</small>
            </button>
          </li>
        ))}
      </ul>
    </>
  );
}

function Text({ place: { guide, heading }, text, onFollow }: { place: Place; text: string; onFollow(place: Place): void }) {
  const article = useRef<HTMLElement>(null);
  useEffect(() => {
    // Headings and formulas are drawn by then.
    const request = requestAnimationFrame(() => {
      article.current?.querySelector(`#guide-heading-${heading}`)?.scrollIntoView({ block: "start" });
      article.current?.focus({ preventScroll: true });
    });
    return () => cancelAnimationFrame(request);
  }, [guide, heading]);
  const follow = (href: string) => {
    const named = /^([a-z0-9-]+)\.md/.exec(href)?.[1];
    return named !== undefined && guides.has(named) ? () => onFollow({ guide: named, heading: 0 }) : null;
  };
  return (
    <article ref={article} tabIndex={-1} aria-label={t(guides.get(guide).title)}>
      <MarkdownText text={text} idPrefix="guide" follow={follow} />
    </article>
  );
}

/** The tutorials that ship, which are searched too; null until they are there. */
function useTutorials(): Shelf | null {
  const workbench = useWorkbenchItself();
  const [tutorials, setTutorials] = useState<Shelf | null>(null);
  useEffect(() => {
    // With the rooms comes what opens a notebook.
    void workbench
      .openRooms()
      .then(() => workbench.services.loadNotebooks())
      .then(setTutorials);
  }, [workbench]);
  return tutorials;
}

/** The texts of all guides by id; null until they are there. */
function useTexts(): ReadonlyMap<string, string> | null {
  const [texts, setTexts] = useState<ReadonlyMap<string, string> | null>(null);
  const [failure, setFailure] = useState<unknown>(null);
  useEffect(() => {
    const loading = [...guides].map(async ({ id, load }) => [id, (await load()).default] as const);
    Promise.all(loading).then((all) => setTexts(new Map(all)), setFailure);
  }, []);
  if (failure !== null) throw failure;
  return texts;
}

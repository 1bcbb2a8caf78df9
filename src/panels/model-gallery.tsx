import { t } from "../ui/text";
import { useMemo, useRef, useState, type KeyboardEvent, type ReactNode } from "react";
import { arrowTarget } from "./gallery-arrows";
import { bestMatch, searchGallery, type GalleryEntry, type GalleryGroup } from "./gallery-entries";
import { GalleryCard } from "./gallery-card";
import "./lab.css";

export interface ModelGalleryProps {
  groups: readonly GalleryGroup[];
  /** Id of the card that runs now. */
  present: string | null;
  onChoose(entry: GalleryEntry): void;
  onDelete(entry: GalleryEntry): void;
  /** What may be done with a text that is no search, such as a link pasted; nothing where it is one. */
  offer(query: string): ReactNode;
}

/** Every model as a card, found by words and gone through with the arrow keys. */
export function ModelGallery({ groups, present, onChoose, onDelete, offer }: ModelGalleryProps) {
  const [query, setQuery] = useState("");
  const [reached, setReached] = useState<string | null>(present);
  const search = useRef<HTMLInputElement>(null);
  const list = useRef<HTMLDivElement>(null);
  const offered = offer(query);
  const shown = useMemo(() => (offered ? [] : searchGallery(groups, query)), [groups, query, offered]);
  const entries = shown.flatMap((group) => group.entries);
  // One card takes part in the order of the Tab key; the arrows lead to the others.
  const stop = entries.find(({ id }) => id === reached)?.id ?? entries[0]?.id;

  const cards = () => [...(list.current?.querySelectorAll<HTMLButtonElement>(".gallery-choose") ?? [])];

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const all = cards();
    const at = all.indexOf(event.target as HTMLButtonElement);
    if (at < 0) return;
    const places = all.map((card) => {
      const { left, width, top } = card.getBoundingClientRect();
      return { x: left + width / 2, top };
    });
    const target = arrowTarget(event.key, at, places);
    if (target !== null) all[target]!.focus();
    else if (event.key === "ArrowUp" || event.key === "Backspace" || (event.key.length === 1 && event.key !== " ")) search.current?.focus();
    // A letter goes on into the search field, which has the focus now.
    if (event.key.length > 1 && (target !== null || event.key === "ArrowUp")) event.preventDefault();
  };

  return (
    <>
      <div className="gallery-head">
        <input
          ref={search}
          type="search"
          className="text-field gallery-search"
          aria-label={t("Search the models")}
          placeholder={t("Search, or paste a VisualPDE link")}
          autoFocus
          spellCheck={false}
          autoComplete="off"
          value={query}
          onChange={(event) => setQuery(event.target.value)}
          onKeyDown={(event) => {
            if (event.key === "ArrowDown") {
              event.preventDefault();
              (cards().find((card) => card.tabIndex === 0) ?? cards()[0])?.focus();
            } else if (event.key === "Enter" && query.trim() !== "") {
              const best = bestMatch(shown, query);
              if (best) onChoose(best);
            }
          }}
        />
        <p className="dim gallery-count" role="status">
          {offered ? "" : entries.length === 0 ? t("No model") : t("{{count}} models", { count: entries.length })}
        </p>
      </div>
      <div className="gallery-list" ref={list} onKeyDown={onKeyDown} tabIndex={-1}>
        {offered}
        {shown.map(({ title, entries: cardsOfGroup }) => (
          <section key={title} aria-label={t(title)}>
            <h3>{t(title)}</h3>
            <ul className="gallery-grid">
              {cardsOfGroup.map((entry) => (
                <GalleryCard
                  key={entry.id}
                  entry={entry}
                  present={entry.id === present}
                  reachable={entry.id === stop}
                  onReach={() => setReached(entry.id)}
                  onChoose={() => onChoose(entry)}
                  onDelete={() => onDelete(entry)}
                />
              ))}
            </ul>
          </section>
        ))}
        {!offered && entries.length === 0 && (
          <p className="dim gallery-none">
            {t("No model has all these words. Try fewer, or write equations of your own under the model’s name in the Lab.")}
          </p>
        )}
      </div>
    </>
  );
}

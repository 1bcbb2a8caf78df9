import { useCallback, useRef, useState, type KeyboardEvent } from "react";
import type { LibraryRecord } from "../library/record";
import { useWorkbench, useWorkbenchStore } from "../state/use-workbench";
import { Button } from "../ui/button";
import { t } from "../ui/text";
import { arrowTarget } from "./gallery-arrows";
import { LibraryCard } from "./library-card";

/** Cards drawn before one asks for more. */
const cardsAtOnce = 120;

/** Records as cards, gone through with the arrow keys: Enter chooses, Space picks, O opens, S stars, Delete deletes. */
export function LibraryGrid({ found }: { found: readonly LibraryRecord[] }) {
  const store = useWorkbenchStore();
  const chosen = useWorkbench((state) => state.runs.chosen);
  const picked = useWorkbench((state) => state.runs.picked);
  const present = useWorkbench((state) => state.library.record);
  const [reached, setReached] = useState<string | null>(chosen);
  const [most, setMost] = useState(cardsAtOnce);
  const list = useRef<HTMLUListElement>(null);
  const shown = found.slice(0, most);
  // One card takes part in the order of the Tab key; the arrows lead to the others.
  const stop = shown.find(({ id }) => id === reached)?.id ?? shown[0]?.id;
  const choose = useCallback((id: string) => store.getState().chooseRecord(id), [store]);
  const pick = useCallback((id: string, on: boolean) => store.getState().pickRecord(id, on), [store]);
  const open = useCallback((id: string) => void store.getState().openRecord(id), [store]);

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey || !(event.target instanceof HTMLButtonElement)) return;
    const cards = [...(list.current?.querySelectorAll<HTMLButtonElement>(".library-choose") ?? [])];
    const at = cards.indexOf(event.target);
    const record = shown[at];
    if (!record) return;
    const places = cards.map((card) => {
      const { left, width, top } = card.getBoundingClientRect();
      return { x: left + width / 2, top };
    });
    const target = arrowTarget(event.key, at, places);
    const acts: Record<string, (() => void) | undefined> = {
      " ": () => pick(record.id, !picked.includes(record.id)),
      o: () => open(record.id),
      s: () => void store.getState().editRecord(record.id, { starred: !record.starred }),
      delete: () => {
        void store.getState().deleteRecords([record.id]);
        (cards[at + 1] ?? cards[at - 1])?.focus();
      },
    };
    const act = acts[event.key.toLowerCase()];
    if (target !== null) cards[target]!.focus();
    else if (act) act();
    else return;
    event.preventDefault();
    event.stopPropagation();
  };

  return (
    <>
      <ul className="library-grid" ref={list} onKeyDown={onKeyDown} aria-label={t("Kept runs")}>
        {shown.map((record) => (
          <LibraryCard
            key={record.id}
            record={record}
            chosen={record.id === chosen}
            picked={picked.includes(record.id)}
            present={record.id === present}
            reachable={record.id === stop}
            onReach={setReached}
            onChoose={choose}
            onOpen={open}
            onPick={pick}
          />
        ))}
      </ul>
      {shown.length < found.length && (
        <Button className="library-more" onClick={() => setMost(most + cardsAtOnce)}>
          {t("Show {{count}} more", { count: found.length - shown.length })}
        </Button>
      )}
    </>
  );
}

import { memo } from "react";
import type { LibraryRecord } from "../library/record";
import { t } from "../ui/text";
import { LibraryPicture } from "./library-picture";
import { kindWords, numberWords, settingWords } from "./library-words";

export interface LibraryCardProps {
  record: LibraryRecord;
  /** Its details are shown. */
  chosen: boolean;
  picked: boolean;
  /** It is the run on screen in the Lab. */
  present: boolean;
  /** Whether the Tab key stops at it. */
  reachable: boolean;
  onReach(id: string): void;
  onChoose(id: string): void;
  onOpen(id: string): void;
  onPick(id: string, on: boolean): void;
}

/** Settings told on a card. */
const mostSettings = 4;

/** One record: what it looks like, its name and its telling numbers. Drawn again only when it changed. */
export const LibraryCard = memo(function LibraryCard({
  record,
  chosen,
  picked,
  present,
  reachable,
  onReach,
  onChoose,
  onOpen,
  onPick,
}: LibraryCardProps) {
  const { id, title, starred, tags, kind } = record;
  const settings = settingWords(record);
  const told = [...settings.slice(0, mostSettings), ...(settings.length > mostSettings ? ["…"] : [])].join(" · ");
  const numbers = numberWords(record).join(" · ");
  const words = [
    title,
    starred && t("starred"),
    kind !== "run" && kindWords(kind),
    present && t("on screen in the Lab"),
    told,
    numbers,
    tags.join(", "),
  ]
    .filter(Boolean)
    .join(". ");
  return (
    <li className="library-card" data-chosen={chosen || undefined} data-picked={picked || undefined}>
      <button
        type="button"
        className="library-choose"
        data-record={id}
        aria-label={words}
        aria-pressed={chosen}
        tabIndex={reachable ? 0 : -1}
        onFocus={() => onReach(id)}
        onClick={(event) => (event.ctrlKey || event.metaKey || event.shiftKey ? onPick(id, !picked) : onChoose(id))}
        onDoubleClick={() => onOpen(id)}
      >
        <LibraryPicture record={record} />
        <span className="library-words">
          <span className="library-title">
            {starred && <span className="library-star">★ </span>}
            {title}
          </span>
          {told && <span className="library-line">{told}</span>}
          <span className="library-line">{numbers}</span>
          <span className="library-line library-tags">
            {[kind === "run" ? "" : kindWords(kind), present ? t("in the Lab") : "", ...tags].filter(Boolean).join(" · ")}
          </span>
        </span>
      </button>
      <input
        type="checkbox"
        className="library-pick"
        aria-label={t("Pick {{title}}", { title })}
        checked={picked}
        tabIndex={reachable ? 0 : -1}
        onChange={(event) => onPick(id, event.target.checked)}
      />
    </li>
  );
});

import { t } from "../ui/text";
import { useState } from "react";
import type { GalleryEntry } from "./gallery-entries";
import "./lab.css";

export interface GalleryCardProps {
  entry: GalleryEntry;
  present: boolean;
  /** Whether the Tab key stops at it. */
  reachable: boolean;
  onReach(): void;
  onChoose(): void;
  onDelete(): void;
}

/** One model: what it looks like, its name, what it is about. */
export function GalleryCard({ entry, present, reachable, onReach, onChoose, onDelete }: GalleryCardProps) {
  const { kind, title, summary } = entry;
  return (
    <li className="gallery-card" data-present={present || undefined}>
      <button
        type="button"
        className="gallery-choose"
        aria-label={`${t(title)}. ${t(summary)}`}
        aria-current={present || undefined}
        title={t(summary)}
        tabIndex={reachable ? 0 : -1}
        onFocus={onReach}
        onClick={onChoose}
      >
        <GalleryPicture entry={entry} />
        <span className="gallery-words">
          <span className="gallery-title" data-running={t("running")}>
            {t(title)}
          </span>
          <span className="gallery-summary">{t(summary)}</span>
        </span>
      </button>
      {kind === "own" && <DeleteButton title={title} onDelete={onDelete} />}
    </li>
  );
}

/** Needs a second press, so that none is lost to a slip. */
function DeleteButton({ title, onDelete }: { title: string; onDelete(): void }) {
  const [sure, setSure] = useState(false);
  return (
    <button
      type="button"
      className="gallery-delete"
      aria-label={sure ? t("Delete {{title}}: press again to delete", { title }) : t("Delete {{title}}", { title })}
      data-sure={sure || undefined}
      onBlur={() => setSure(false)}
      onPointerLeave={() => setSure(false)}
      onClick={() => (sure ? onDelete() : setSure(true))}
    >
      {sure ? t("Press again") : t("Delete")}
    </button>
  );
}

/** The picture that `scripts/thumbnails.mjs` made of a model; the names of its fields where there is none. */
export function GalleryPicture({ entry: { kind, id, fields } }: { entry: Pick<GalleryEntry, "kind" | "id" | "fields"> }) {
  const [missing, setMissing] = useState(false);
  if (kind === "own" || missing)
    return (
      <span className="gallery-picture gallery-letters" aria-hidden="true">
        {fields.slice(0, 4).join(" ")}
      </span>
    );
  return (
    <img
      className="gallery-picture"
      src={`${import.meta.env.BASE_URL}thumbnails/${id}.png`}
      alt=""
      width={96}
      height={96}
      loading="lazy"
      decoding="async"
      onError={() => setMissing(true)}
    />
  );
}

import { families, type Model } from "../core/define/model";
import type { RunSpecInput } from "../core/spec/run-spec";
import { t } from "../ui/text";

/** A card of the gallery. */
export interface GalleryEntry {
  /** `model` of the library, or `own`: one that somebody saved here. */
  kind: "model" | "own";
  id: string;
  title: string;
  summary: string;
  /** Names of its fields. */
  fields: readonly string[];
  /** What a search looks through, in lower case without accents. */
  words: string;
}

export interface GalleryGroup {
  title: string;
  entries: readonly GalleryEntry[];
}

const others = "Others";
export const yours = "Yours";

/** The cards by what they are about: one's own first, then the library in its order; a group without cards is left out. */
export function galleryGroups(
  models: Iterable<Model>,
  own: readonly { id: string; title: string; spec: Pick<RunSpecInput, "species" | "equations"> }[],
): GalleryGroup[] {
  const library = [...models];
  const groups = [
    { title: yours, entries: own.map(ownEntry) },
    ...[...families, others].map((family) => ({
      title: family,
      entries: library.filter((model) => (model.family ?? others) === family).map((model) => modelEntry(model, family)),
    })),
  ];
  return groups.filter(({ entries }) => entries.length > 0);
}

/** The cards that hold every word of a query, in their groups. */
export function searchGallery(groups: readonly GalleryGroup[], query: string): GalleryGroup[] {
  const wanted = plain(query).split(/\s+/).filter(Boolean);
  return groups
    .map(({ title, entries }) => ({ title, entries: entries.filter(({ words }) => wanted.every((word) => words.includes(word))) }))
    .filter(({ entries }) => entries.length > 0);
}

/** The card that Enter opens: the first whose title has the words, else the first of all; null when there is none. */
export function bestMatch(groups: readonly GalleryGroup[], query: string): GalleryEntry | null {
  const entries = groups.flatMap((group) => group.entries);
  return entries.find(({ title }) => [title, t(title)].some((name) => plain(name).includes(plain(query).trim()))) ?? entries[0] ?? null;
}

function modelEntry({ id, title, summary, species, presets, source }: Model, family: string): GalleryEntry {
  const titles = Object.values(species).map((one) => one.title);
  const words = plain([title, t(title), t(summary), summary, family, ...titles, ...presets.map((preset) => preset.title), source].join(" "));
  return { kind: "model", id, title, summary, fields: Object.keys(species), words };
}

function ownEntry({ id, title, spec }: { id: string; title: string; spec: Pick<RunSpecInput, "species" | "equations"> }): GalleryEntry {
  const equations = Object.entries(spec.equations ?? {});
  const summary = equations.map(([name, text]) => `∂${name}/∂t = ${text}`).join(";  ");
  return { kind: "own", id, title, summary, fields: Object.keys(spec.species ?? {}), words: plain(`${title} ${yours} ${summary}`) };
}

/** Lower case, accents and the dashes of names taken off, so that "gray scott" finds Gray–Scott. */
const plain = (text: string): string => text.normalize("NFD").replace(/\p{M}/gu, "").replace(/[–—-]/g, " ").toLowerCase();

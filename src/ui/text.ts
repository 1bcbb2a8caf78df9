import { useSyncExternalStore } from "react";
import { english } from "../messages/en";

/** The languages of the page. English is the key of every message: its catalogue holds the singulars alone. */
export const languages = [
  { id: "en", title: "English" },
  { id: "uk", title: "Українська" },
] as const;
export type Language = (typeof languages)[number]["id"];

/** The first language of those wanted (BCP 47, as `uk-UA`) that is spoken here; English when none is. */
export function languageOf(wanted: readonly string[]): Language {
  const spoken = wanted.map((tag) => languages.find(({ id }) => tag.toLowerCase().split("-")[0] === id)?.id);
  return spoken.find((id) => id !== undefined) ?? "en";
}

type Values = Readonly<Record<string, string | number>>;
type Speaker = (message: string, values: Values) => string;

/** A message in English whatever the page speaks: for what is written into files, whose columns are the same for everybody. */
export const inEnglish = (message: string, values: Values = {}): string =>
  (values["count"] === 1 ? (english[`${message}_one`] ?? message) : message).replace(/\{\{(\w+)\}\}/g, (braced, name: string) =>
    String(values[name] ?? braced),
  );

let language: Language = "en";
/** The one asked for last; its messages may still be on their way. */
let asked: Language = "en";
let speaker: Speaker = inEnglish;
const listeners = new Set<() => void>();

/**
 * A message in the language of the page, by its English text. Names in double braces are filled in:
 * `t("Step {{step}} of {{target}}", { step, target })`. One that is given `count` has a form for each plural of the language.
 */
export const t = (message: string, values: Values = {}): string => speaker(message, values);

/** Loads the messages of a language, and speaks it from then on. The last one asked for stays, whichever comes first. */
export async function speak(wanted: Language): Promise<void> {
  asked = wanted;
  const next = wanted === "en" ? inEnglish : await inUkrainian();
  if (asked !== wanted) return;
  [language, speaker] = [wanted, next];
  for (const listener of listeners) listener();
}

/** With another language than English comes i18next, which knows the plurals of all. */
async function inUkrainian(): Promise<Speaker> {
  const [{ default: i18next }, { ukrainian }] = await Promise.all([import("i18next"), import("../messages/uk/index")]);
  // A message is its own key: dots and colons in it are no paths, and without a translation it stands as it is.
  await i18next.init({
    lng: "uk",
    fallbackLng: false,
    keySeparator: false,
    nsSeparator: false,
    interpolation: { escapeValue: false },
    resources: { uk: { translation: ukrainian } },
  });
  // Only messages go through it: what a notebook or a table calls itself is shown as it is, and nothing in it is carried out.
  const known = (message: string) => Object.hasOwn(ukrainian, message) || Object.hasOwn(ukrainian, `${message}_other`);
  return (message, values = {}) => (known(message) ? i18next.t(message, values) : inEnglish(message, values));
}

/** The language spoken; a component that reads it is drawn again when it changes. */
export const useLanguage = (): Language =>
  useSyncExternalStore(
    (changed) => {
      listeners.add(changed);
      return () => void listeners.delete(changed);
    },
    () => language,
  );

import i18next from "i18next";
import { useSyncExternalStore } from "react";
import { english } from "../messages/en";

/** The languages of the page. English is the key of every message: its catalogue holds the plurals alone. */
export const languages = [
  { id: "en", title: "English" },
  { id: "uk", title: "Українська" },
] as const;
export type Language = (typeof languages)[number]["id"];

/** The language of an id that was kept or asked for; English for one that is not spoken here. */
export const languageOf = (id: string): Language => languages.find((language) => id.toLowerCase().split("-")[0] === language.id)?.id ?? "en";

// A message is its own key: dots and colons in it are no paths, and without a translation it stands as it is.
void i18next.init({
  lng: "en",
  fallbackLng: false,
  keySeparator: false,
  nsSeparator: false,
  interpolation: { escapeValue: false },
  resources: { en: { translation: english } },
});

/**
 * A message in the language of the page. Names in double braces are filled in: `t("Step {{step}} of {{target}}", { step, target })`.
 * A message with `count` has one form for each plural of the language, as `{{count}} runs`.
 */
export const t = (message: string, values: Readonly<Record<string, string | number>> = {}): string => i18next.t(message, values);

/** Loads the messages of a language, and speaks it from then on. */
export async function speak(language: Language): Promise<void> {
  if (language === "uk" && !i18next.hasResourceBundle("uk", "translation"))
    i18next.addResourceBundle("uk", "translation", (await import("../messages/uk")).ukrainian);
  await i18next.changeLanguage(language);
}

/** The language spoken; a component that reads it is drawn again when it changes. */
export const useLanguage = (): Language =>
  useSyncExternalStore(
    (changed) => {
      i18next.on("languageChanged", changed);
      return () => i18next.off("languageChanged", changed);
    },
    () => languageOf(i18next.language),
  );

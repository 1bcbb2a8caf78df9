import i18next from "i18next";

/** The languages of the page. English is the key of every message, so it needs no catalogue. */
export const languages = [
  { id: "en", title: "English" },
  { id: "uk", title: "Українська" },
] as const;
export type Language = (typeof languages)[number]["id"];

// A message is its own key: dots and colons in it are no paths, and without a translation it stands as it is.
void i18next.init({
  lng: "en",
  fallbackLng: false,
  keySeparator: false,
  nsSeparator: false,
  interpolation: { escapeValue: false },
  resources: {},
});

/**
 * A message in the language of the page. Names in double braces are filled in: `t("Step {{step}} of {{target}}", { step, target })`.
 * A message with `count` has one form for each plural of the language, as `{{count}} runs`.
 */
export const t = (message: string, values: Readonly<Record<string, string | number>> = {}): string => i18next.t(message, values);

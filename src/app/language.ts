import type { Workbench } from "../state/store";
import { languageOf, speak, type Language } from "../ui/text";

/** The language of the workspace; until one is chosen there, the first of the browser's that is spoken here. */
const wantedLanguage = (chosen: string): Language => languageOf(chosen === "auto" ? navigator.languages : [chosen]);

/** Speaks the language of the workspace from now on, and tells the browser which that is. Resolves when it is first spoken. */
export async function followLanguage(store: Workbench["store"]): Promise<void> {
  const wanted = () => wantedLanguage(store.getState().workspace.language);
  let last = wanted();
  store.subscribe((state, before) => {
    if (state.workspace.language === before.workspace.language || wanted() === last) return;
    last = wanted();
    void speakHere(last).then(giveFocusBack);
  });
  if (last !== "en") await speakHere(last);
}

/** Where the messages cannot be fetched, the language spoken so far stays until the next visit. */
async function speakHere(language: Language): Promise<void> {
  try {
    await speak(language);
  } catch {
    return;
  }
  document.documentElement.lang = language;
}

/** What had the focus is gone with the page that was drawn in the other language: it goes to the menu in which languages are chosen. */
function giveFocusBack(): void {
  setTimeout(() => {
    if (document.activeElement === document.body) document.querySelector<HTMLElement>(".header-more")?.focus();
  });
}

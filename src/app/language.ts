import type { Workbench, WorkbenchState } from "../state/store";
import { languageOf, speak } from "../ui/text";

/** Speaks the language of the workspace, and tells the browser which that is. */
export function followLanguage(store: Workbench["store"]): void {
  let spoken = languageOf("en");
  const follow = ({ workspace }: WorkbenchState) => {
    const language = languageOf(workspace.language);
    if (language === spoken) return;
    spoken = language;
    void speak(language).then(() => {
      document.documentElement.lang = language;
    });
  };
  follow(store.getState());
  store.subscribe(follow);
}

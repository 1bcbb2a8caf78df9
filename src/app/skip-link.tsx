import { t } from "../ui/text";

/** The first stop of the keyboard. The fragment of the address names the room, so the focus is moved by hand. */
export const SkipLink = () => (
  <a
    className="skip"
    href="#main"
    onClick={(event) => {
      event.preventDefault();
      document.getElementById("main")?.focus();
    }}
  >
    {t("Skip to the main view")}
  </a>
);

import { useEffect, useRef } from "react";
import { rooms } from "../panels/define";
import { useWorkbench } from "../state/use-workbench";
import { Button } from "../ui/button";
import { Popover } from "../ui/popover";
import { t } from "../ui/text";
import { BackendChoice } from "../panels/backend-choice";
import { BackendDetails } from "./backend-details";
import { keyInWords } from "./keys";
import { MoreMenu } from "./more-menu";
import { Offline } from "./offline";
import { seenTheme } from "./theme";

/** Name, rooms, the search for everything, whether the work is kept, where it runs, the light switch, and the rest behind a menu. */
export function Header() {
  const room = useWorkbench((state) => state.room);
  const strip = useRef<HTMLElement>(null);
  // On a narrow screen the strip scrolls: the room one is in is always to be seen.
  useEffect(() => {
    strip.current?.querySelector("[aria-current]")?.scrollIntoView({ block: "nearest", inline: "nearest" });
  }, [room]);
  return (
    <header className="header">
      <h1 className="header-name">
        MFN<span className="header-long"> Workbench</span>
      </h1>
      <nav ref={strip} className="header-rooms" aria-label={t("Rooms")}>
        {rooms.map(({ id, title }) => (
          <a key={id} href={`#/${id}`} aria-current={id === room ? "page" : undefined}>
            {t(title)}
          </a>
        ))}
      </nav>
      <span className="header-space" />
      <SearchButton />
      <Offline />
      <Saved />
      <BackendChip />
      <ThemeToggle />
      <MoreMenu />
    </header>
  );
}

function SearchButton() {
  const show = useWorkbench((state) => state.showOverlay);
  return (
    <Button look="plain" className="header-search" aria-label={t("Search actions, models and panels")} onClick={() => show("palette")}>
      <svg className="header-lens" viewBox="0 0 16 16" width="16" height="16" aria-hidden="true" fill="none" stroke="currentColor" strokeWidth="1.5">
        <circle cx="7" cy="7" r="4.5" />
        <path d="M10.5 10.5 14 14" />
      </svg>
      <span className="header-long">
        <kbd>{keyInWords("$mod+k")}</kbd> {t("search")}
      </span>
    </Button>
  );
}

function Saved() {
  const saved = useWorkbench((state) => state.saved);
  if (saved === "saved" || saved === "saving") return <span className="header-fact header-saved" aria-live="polite" children={t(saved)} />;
  return (
    <Popover label={t("Not saved")} trigger={<Button look="plain" className="header-unsaved" children={t("not saved")} />}>
      {t(saved)}
    </Popover>
  );
}

function BackendChip() {
  const id = useWorkbench((state) => state.run.id);
  const backend = useWorkbench((state) => state.run.backend);
  const threads = useWorkbench((state) => state.run.threads);
  const precision = useWorkbench((state) => state.spec?.precision);
  const server = useWorkbench((state) => (state.connection.status === "server" ? state.connection.url : null));
  if (id === null) return null;
  const words = [t(server === null ? "local" : "server"), threads > 1 ? `${backend} ×${threads}` : backend, precision && t(precision)].join(" · ");
  return (
    <Popover
      label={t("Where it runs")}
      trigger={<Button look="plain" className="header-chip" aria-label={t("Where it runs: {{words}}", { words })} children={words} />}
    >
      <BackendDetails place={server ?? t("this browser")} />
      <BackendChoice />
    </Popover>
  );
}

function ThemeToggle() {
  const theme = useWorkbench((state) => state.workspace.theme);
  const setWorkspace = useWorkbench((state) => state.setWorkspace);
  const other = seenTheme(theme) === "dark" ? "light" : "dark";
  const title = t(other === "light" ? "Switch to the light theme" : "Switch to the dark theme");
  return (
    <Button look="plain" className="header-theme" aria-label={title} title={title} onClick={() => setWorkspace({ theme: other })}>
      <svg viewBox="0 0 16 16" width="14" height="14" aria-hidden="true">
        <circle cx="8" cy="8" r="6.25" fill="none" stroke="currentColor" strokeWidth="1.5" />
        <path d="M8 1.75a6.25 6.25 0 0 1 0 12.5z" fill="currentColor" />
      </svg>
    </Button>
  );
}

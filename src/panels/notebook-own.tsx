import type { OwnNotebook } from "../state/notebook-slice";
import { useWorkbench } from "../state/use-workbench";
import { Button } from "../ui/button";
import { t } from "../ui/text";
import { NotebookCard } from "./notebook-card";
import { useOpenNotebook } from "./notebook-open";

/** What the reader wrote or opened, newest first. */
export function OwnNotebooks() {
  const own = useWorkbench((state) => state.ownNotebooks);
  if (own === null) return null;
  return (
    <section aria-label={t("Yours")}>
      <h2>{t("Yours")}</h2>
      {own.length === 0 ? (
        <p className="dim">{t("What you write or open is kept here, in this browser. Begin a new one, or drop a file on this page.")}</p>
      ) : (
        <ul className="notebook-cards">
          {own.map((notebook) => (
            <li key={notebook.id}>
              <OwnCard notebook={notebook} />
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

function OwnCard({ notebook: { id, title, origin, changed } }: { notebook: OwnNotebook }) {
  const open = useOpenNotebook();
  const remove = useWorkbench((state) => state.removeNotebook);
  const summary = origin === "foreign" ? t("Written by somebody else") : "";
  return (
    <>
      <NotebookCard id={id} title={title} summary={summary} sections={0} minutes={null} facts={dayOf(changed)} onOpen={() => open(id)} />
      <Button
        look="plain"
        className="notebook-card-menu"
        aria-label={t("Delete {{title}}", { title })}
        title={t("Delete; can be taken back")}
        onClick={() => void remove(id)}
      >
        ✕
      </Button>
    </>
  );
}

const dayOf = (at: number): string => new Date(at).toLocaleString(undefined, { dateStyle: "medium", timeStyle: "short" });

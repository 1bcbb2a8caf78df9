import { useWorkbench } from "../state/use-workbench";
import { Button } from "../ui/button";
import { Dialog } from "../ui/dialog";
import { Notice } from "../ui/notice";
import { t } from "../ui/text";
import type { NotebookFacts } from "../state/notebook-slice";

/** What has to be known before anything runs: whose it is, and whether it brought the page down. */
export function NotebookBands({ notebook }: { notebook: NotebookFacts }) {
  const trust = useWorkbench((state) => state.trustNotebook);
  const { problem, givenUp, outdated } = notebook;
  const bringBackEdits = useWorkbench((state) => state.bringBackEdits);
  const keepEdits = useWorkbench((state) => state.keepEdits);
  const restoreNotebook = useWorkbench((state) => state.restoreNotebook);
  return (
    <>
      {problem && <Notice tone="warn">{problem}</Notice>}
      {givenUp !== null && (
        <Notice tone="note" actions={[{ label: t("Bring them back"), onClick: bringBackEdits }]}>
          {t("Your edits are undone.")}
        </Notice>
      )}
      {outdated && (
        <Notice
          tone="note"
          actions={[
            { label: t("Keep mine"), onClick: keepEdits },
            { label: t("Take the new one"), onClick: restoreNotebook },
          ]}
        >
          {t("This notebook has changed since you edited it. You see your version; the new one would replace your edits.")}
        </Notice>
      )}
      {!notebook.trusted && (
        <div className="notebook-band" role="status">
          <p>
            <b>{t("Written by somebody else; nothing runs before you say so.")}</b>{" "}
            {t("Read it first. Its cells run apart from your runs and settings, and ask before they reach the network.")}
          </p>
          <Button look="primary" onClick={trust}>
            {t("Trust it and let it run")}
          </Button>
        </div>
      )}
      {notebook.trusted && notebook.safeMode && (
        <Notice tone="warn" actions={[{ label: t("Let it run again"), onClick: trust }]}>
          {t(
            "Safe mode: the page went down while this notebook ran. Its text is all here and nothing runs by itself. Look for cells that ask for much memory before you run it.",
          )}
        </Notice>
      )}
    </>
  );
}

/** Asks whether cells may reach a host. Nothing is sent before the answer. */
export function HostQuestion({ host }: { host: string }) {
  const allow = useWorkbench((state) => state.allowHost);
  return (
    <Dialog title={t("May this notebook reach {{host}}?", { host })} open onOpenChange={() => allow(host, false)} className="notebook-dialog">
      <h2>{t("May this notebook reach {{host}}?", { host })}</h2>
      <p>
        {t("A cell wants to load from it or send to it. What you allow holds for this notebook alone, until you withdraw it behind the three dots.")}
      </p>
      <div className="notebook-dialog-actions">
        <Button onClick={() => allow(host, false)}>{t("Refuse")}</Button>
        <Button look="primary" onClick={() => allow(host, true)}>
          {t("Allow")}
        </Button>
      </div>
    </Dialog>
  );
}

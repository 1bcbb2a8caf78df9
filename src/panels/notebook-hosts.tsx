import { useWorkbench } from "../state/use-workbench";
import { Button } from "../ui/button";
import { Dialog } from "../ui/dialog";
import { t } from "../ui/text";

/** The hosts that cells of the notebook may load from, each to be withdrawn. */
export function NotebookHosts({ allowed, onClose }: { allowed: readonly string[]; onClose(): void }) {
  const withdraw = useWorkbench((state) => state.withdrawHost);
  return (
    <Dialog title={t("Hosts it may reach")} open onOpenChange={onClose} className="notebook-dialog">
      <h2>{t("Hosts it may reach")}</h2>
      {allowed.length === 0 ? (
        <p>{t("None: a cell that wants to load from a host asks you first.")}</p>
      ) : (
        <ul className="notebook-hosts">
          {allowed.map((host) => (
            <li key={host}>
              <span className="mono">{host}</span>
              <Button aria-label={t("Withdraw {{host}}", { host })} onClick={() => withdraw(host)}>
                {t("Withdraw")}
              </Button>
            </li>
          ))}
        </ul>
      )}
      <p className="dim">{t("This holds for this notebook alone. It is not part of its text: whoever gets it from you is asked anew.")}</p>
    </Dialog>
  );
}

import { useEffect } from "react";
import { useRefreshJobs } from "../server-state/use-server";
import { useWorkbench } from "../state/use-workbench";
import { Button } from "../ui/button";
import { Notice } from "../ui/notice";
import { t } from "../ui/text";

/** Milliseconds between two tries to reach the server while something waits for it. */
const againMs = 10_000;

/** Jobs that no server has taken yet; they go there when it can be reached again. */
export function ServerWaiting() {
  const waiting = useWorkbench((state) => state.server.waiting);
  const send = useWorkbench((state) => state.sendWaiting);
  const forget = useWorkbench((state) => state.forgetWaiting);
  const refresh = useRefreshJobs();
  const some = waiting.length > 0;
  useEffect(() => {
    if (!some) return;
    const again = () => void send().then((taken) => taken > 0 && refresh());
    const timer = setInterval(again, againMs);
    window.addEventListener("online", again);
    return () => {
      clearInterval(timer);
      window.removeEventListener("online", again);
    };
    // eslint-disable-next-line react-hooks/exhaustive-deps -- the refresh of this moment will do
  }, [some, send]);
  if (!some) return null;
  return (
    <Notice tone="warn" actions={[{ label: t("Try now"), onClick: () => void send().then((taken) => taken > 0 && refresh()) }]}>
      <p>{t("The server cannot be reached. These jobs are kept here and go there by themselves:")}</p>
      <ul className="server-waiting">
        {waiting.map(({ name, title, url }) => (
          <li key={name}>
            {title} <span className="dim">{url}</span>{" "}
            <Button look="plain" aria-label={t("Forget {{title}}", { title })} onClick={() => forget(name)}>
              ✕
            </Button>
          </li>
        ))}
      </ul>
    </Notice>
  );
}

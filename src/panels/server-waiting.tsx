import { useEffect } from "react";
import type { ErrorRecord } from "../core/errors";
import { useRefreshJobs } from "../server-state/use-server";
import { useWorkbench } from "../state/use-workbench";
import { Button } from "../ui/button";
import { Notice } from "../ui/notice";
import { t, useLanguage } from "../ui/text";
import { refusalInWords } from "./server-refusal-words";

/** Jobs that no server has taken yet; they go there when it can be reached again. */
export function ServerWaiting() {
  const waiting = useWorkbench((state) => state.server.waiting);
  const send = useWorkbench((state) => state.sendWaiting);
  const forget = useWorkbench((state) => state.forgetWaiting);
  const refresh = useRefreshJobs();
  const count = waiting.length;
  useEffect(() => refresh(), [count]); // eslint-disable-line react-hooks/exhaustive-deps -- the refresh of this moment will do
  useEffect(() => {
    const again = () => void send();
    window.addEventListener("online", again);
    return () => window.removeEventListener("online", again);
  }, [send]);
  if (count === 0) return null;
  const away = waiting.some(({ refused }) => refused === undefined);
  return (
    <Notice tone="warn" actions={[{ label: t("Try now"), onClick: () => void send(true) }]}>
      <p>
        {away
          ? t("These jobs are kept here and go to their server by themselves, once it answers and whoever handed them over is signed in:")
          : t("The server did not take these jobs; they are kept here:")}
      </p>
      <ul className="server-waiting">
        {waiting.map(({ name, title, url, refused }) => (
          <li key={name}>
            {title} <span className="dim">{url}</span>
            {refused !== undefined && <Refusal refused={refused} />}{" "}
            <Button look="plain" aria-label={t("Forget {{title}}", { title })} onClick={() => forget(name)}>
              ✕
            </Button>
          </li>
        ))}
      </ul>
    </Notice>
  );
}

function Refusal({ refused }: { refused: ErrorRecord }) {
  const { words, more } = refusalInWords(refused, useLanguage());
  return (
    <>
      {" "}
      {words}
      {more !== undefined && (
        <span className="dim" lang="en">
          {" "}
          {more}
        </span>
      )}
    </>
  );
}

import type { Person } from "../engine/protocol-server";
import { useServerDeed, useServerList } from "../server-state/use-server";
import { t } from "../ui/text";
import { AskFirst } from "./server-ask-first";
import { ServerKeyLines } from "./server-key-lines";
import { ServerList } from "./server-list";
import { ServerProblem } from "./server-problem";
import { keyIsOver } from "./server-words";

/** The keys of somebody else, for administrators: they can be revoked, not made. */
export function ServerPersonKeys({ person: { id, name } }: { person: Person }) {
  const list = `keys of ${id}`;
  const keys = useServerList(list, (access, there) => access.keysOf(there, id));
  const revoke = useServerDeed(list, (access, there, key: string) => access.revokeKeyOf(there, id, key));
  return (
    <div className="server-part server-inner">
      <ServerProblem problem={revoke.error} />
      <ServerList label={t("Keys of {{name}}", { name })} query={keys} empty={t("No keys yet.")} isOver={keyIsOver}>
        {(key) => (
          <ServerKeyLines shown={key}>
            <AskFirst
              label={t("Revoke")}
              name={t("Revoke {{name}}", { name: key.name })}
              question={t("Really revoke it?")}
              loss={t("Programs that use this key are refused from then on.")}
              onYes={() => revoke.mutate(key.id)}
            />
          </ServerKeyLines>
        )}
      </ServerList>
    </div>
  );
}

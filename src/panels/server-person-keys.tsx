import type { Person } from "../engine/protocol-server";
import { useServerDeed, useServerList } from "../server-state/use-server";
import { t } from "../ui/text";
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
        {(key) => <ServerKeyLines shown={key} onRevoke={() => revoke.mutate(key.id)} />}
      </ServerList>
    </div>
  );
}

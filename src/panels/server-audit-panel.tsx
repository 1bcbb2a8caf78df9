import { useState } from "react";
import { auditCategories, type AuditCategory, type AuditRecord, type AuditVerdict } from "../engine/protocol-server";
import { ServerQueries } from "../server-state/server-queries";
import { useAudit, useServerDeed, useServerList } from "../server-state/use-server";
import { useWorkbench } from "../state/use-workbench";
import { Button } from "../ui/button";
import { Checkbox } from "../ui/checkbox";
import { formatCount, sentence } from "../ui/format";
import { Notice } from "../ui/notice";
import { Select } from "../ui/select";
import { t } from "../ui/text";
import { definePanel } from "./define";
import { moment } from "./library-words";
import { actionInWords, categoryWords, circumstancesInWords, shortId } from "./server-audit-words";
import { ServerProblem } from "./server-problem";
import "./server.css";

/** For administrators: what happened on the server, and whether the log of it is whole. */
function ServerAuditPanel() {
  const who = useWorkbench((state) => state.server.who);
  if (!who?.scopes.includes("admin")) return <p className="dim server-part">{t("Administrators read here what happened on the server.")}</p>;
  return (
    <ServerQueries>
      <div className="server-part">
        <Chain />
        <Events />
      </div>
    </ServerQueries>
  );
}

/** Each event is chained to the one before; whether none was changed or taken out is asked of the server. */
function Chain() {
  const check = useServerDeed("audit-verdict", (access, there) => access.verifyAudit(there));
  return (
    <>
      <div className="server-ways">
        <Button disabled={check.isPending} onClick={() => check.mutate(undefined)}>
          {check.isPending ? t("Checking the chain") : t("Check the chain")}
        </Button>
      </div>
      <ServerProblem problem={check.error} />
      {check.data && <Verdict {...check.data} />}
    </>
  );
}

function Verdict({ whole, rows, head, fault }: AuditVerdict) {
  if (!whole)
    return (
      <Notice tone="error">
        {t("The log was tampered with: {{n}} events hold together, then {{fault}}.", { n: formatCount(rows), fault: fault ?? "" })}
      </Notice>
    );
  return (
    <Notice tone="note">
      <p>{t("The log is whole: all {{n}} events follow one another.", { n: formatCount(rows) })}</p>
      <p className="dim">{t("Note the last hash elsewhere; events that are taken off the end show by it:")}</p>
      <code className="server-secret">{head}</code>
    </Notice>
  );
}

const everything = "everything";
const categories = [everything, ...auditCategories] as const;

function Events() {
  const [category, setCategory] = useState<AuditCategory | typeof everything>(everything);
  const [refusals, setRefusals] = useState(false);
  const { data, error, isPending, isFetching, isFetchingNextPage, hasNextPage, fetchNextPage, refetch } = useAudit({
    ...(category !== everything && { category }),
    ...(refusals && { success: false }),
  });
  const people = useServerList("people", (access, there) => access.people(there));
  const nameOf = (id: string) => people.data?.find((person) => person.id === id)?.name ?? shortId(id);
  const events = data?.pages.flatMap(({ items }) => items) ?? [];
  return (
    <>
      <div className="server-ways">
        <Select<AuditCategory | typeof everything>
          label={t("Kind of event")}
          value={category}
          options={categories.map((one) => ({ value: one, label: categoryWords[one] }))}
          onChange={setCategory}
        />
        <Checkbox label={t("refusals only")} checked={refusals} onChange={setRefusals} />
        <Button look="plain" disabled={isFetching} onClick={() => void refetch()}>
          {t("Look again")}
        </Button>
      </div>
      {isPending && <p className="dim">{t("Asking the server")}</p>}
      <ServerProblem problem={error} />
      {data && events.length === 0 && <p className="dim">{t("No such events.")}</p>}
      {events.length > 0 && (
        <ul className="server-list" aria-label={t("Events")}>
          {events.map((event) => (
            <Event key={event.seq} event={event} nameOf={nameOf} />
          ))}
        </ul>
      )}
      {hasNextPage && (
        <Button look="plain" disabled={isFetchingNextPage} onClick={() => void fetchNextPage()}>
          {t("Show older")}
        </Button>
      )}
    </>
  );
}

function Event({ event, nameOf }: { event: AuditRecord; nameOf(id: string): string }) {
  const { at, action, success, userId } = event;
  return (
    <li className="server-event" data-refused={!success || undefined}>
      <div className="server-item-head">
        <strong>{sentence(actionInWords(action)).replace(/\.$/, "")}</strong>
        <span className="dim">{userId === null ? t("nobody signed in") : nameOf(userId)}</span>
      </div>
      <p className="dim">
        {!success && <span className="server-refused">{t("refused")} · </span>}
        <time dateTime={at}>{moment(Date.parse(at))}</time> · {circumstancesInWords(event, nameOf)}
      </p>
    </li>
  );
}

export const serverAuditPanel = definePanel({
  id: "server-audit",
  title: "Audit",
  room: "server",
  place: "right",
  folded: true,
  phoneTab: "Administration",
  body: ServerAuditPanel,
});

import type { ReactNode } from "react";
import type { ServerAnswer } from "../server-state/use-server";
import { t } from "../ui/text";
import { ServerProblem } from "./server-problem";

/** A list that a server answers with, or why there is none. */
export function ServerList<Item extends { id: string }>({
  label,
  query: { data, error, isPending },
  empty,
  isOver = () => false,
  children,
}: {
  label: string;
  query: ServerAnswer<Item[]>;
  /** What an empty list says. */
  empty: string;
  /** What can be used no more stands after the rest, dimmed. */
  isOver?(item: Item): boolean;
  children(item: Item): ReactNode;
}) {
  if (isPending) return <p className="dim">{t("Asking the server")}</p>;
  if (error) return <ServerProblem problem={error} />;
  if (data.length === 0) return <p className="dim">{empty}</p>;
  return (
    <ul className="server-list" aria-label={label}>
      {data
        .toSorted((a, b) => Number(isOver(a)) - Number(isOver(b)))
        .map((item) => (
          <li key={item.id} className="server-item" data-over={isOver(item) || undefined}>
            {children(item)}
          </li>
        ))}
    </ul>
  );
}

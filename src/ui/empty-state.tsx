import type { ReactNode } from "react";
import "./ui.css";

/** A place with nothing in it yet: one sentence that teaches, then what to open or drop. */
export function EmptyState({ title, children, actions }: { title: string; children: ReactNode; actions?: ReactNode }) {
  return (
    <div className="empty-state">
      <h2>{title}</h2>
      <p>{children}</p>
      {actions && <div className="empty-actions">{actions}</div>}
    </div>
  );
}

import type { ReactNode } from "react";
import "./ui.css";

/** One line of settings: what it is, and the control or value at the right. */
export function Setting({ name, title, children }: { name: ReactNode; title?: string; children: ReactNode }) {
  return (
    <div className="setting" title={title}>
      <span className="setting-name">{name}</span>
      <span className="setting-value">{children}</span>
    </div>
  );
}

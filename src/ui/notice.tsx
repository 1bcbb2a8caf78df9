import type { ReactNode } from "react";
import { Button } from "./button";
import "./ui.css";

export interface NoticeAction {
  label: string;
  onClick(): void;
}

export interface NoticeProps {
  tone: "error" | "warn" | "note";
  /** What happened, where, what to do. */
  children: ReactNode;
  /** The next steps, the likeliest first. */
  actions?: readonly NoticeAction[];
}

/** Something to know, in words, at the place of its cause, with the next step as a button. */
export function Notice({ tone, children, actions = [] }: NoticeProps) {
  return (
    <div className={`notice notice-${tone}`} role={tone === "error" ? "alert" : "status"}>
      <div className="notice-words">{children}</div>
      {actions.length > 0 && (
        <div className="notice-actions">
          {actions.map((action) => (
            <Button key={action.label} onClick={action.onClick}>
              {action.label}
            </Button>
          ))}
        </div>
      )}
    </div>
  );
}

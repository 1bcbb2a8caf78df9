import { t } from "./text";
import { Dialog as Radix } from "radix-ui";
import type { ReactNode } from "react";
import "./ui.css";

export interface DialogProps {
  /** One button that opens it; absent where something else does. */
  trigger?: ReactNode;
  title: string;
  open: boolean;
  onOpenChange(open: boolean): void;
  className: string;
  children: ReactNode;
}

/** A surface over everything else, closed by Escape, a press beside it, or its own button. On a phone it takes the whole screen. */
export function Dialog({ trigger, title, open, onOpenChange, className, children }: DialogProps) {
  return (
    <Radix.Root open={open} onOpenChange={onOpenChange}>
      {trigger !== undefined && <Radix.Trigger asChild>{trigger}</Radix.Trigger>}
      <Radix.Portal>
        <Radix.Overlay className="dialog-shade" />
        <Radix.Content className={`dialog ${className}`} aria-describedby={undefined}>
          <Radix.Title className="visually-hidden">{title}</Radix.Title>
          {children}
          <Radix.Close className="dialog-close" aria-label={t("Close")}>
            ✕
          </Radix.Close>
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}

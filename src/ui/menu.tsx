import { DropdownMenu as Radix } from "radix-ui";
import type { ReactNode } from "react";
import "./ui.css";

export interface MenuItem {
  id: string;
  title: string;
  note?: string;
  /** Why it cannot be chosen now; the item is greyed and says so. */
  unavailable?: string | null;
  onSelect(): void;
}

/** Actions behind one button. */
export function Menu({ trigger, items }: { trigger: ReactNode; items: readonly MenuItem[] }) {
  return (
    <Radix.Root>
      <Radix.Trigger asChild>{trigger}</Radix.Trigger>
      <Radix.Portal>
        <Radix.Content className="popup" sideOffset={6} collisionPadding={8} align="end">
          {items.map((item) => (
            <Radix.Item key={item.id} className="popup-item" disabled={Boolean(item.unavailable)} onSelect={item.onSelect}>
              {item.title}
              {(item.unavailable ?? item.note) && <span className="popup-note">{item.unavailable ?? item.note}</span>}
            </Radix.Item>
          ))}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}

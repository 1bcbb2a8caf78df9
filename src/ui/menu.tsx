import { DropdownMenu as Radix } from "radix-ui";
import { useRef, type ReactNode } from "react";
import "./menu.css";
import "./ui.css";

export interface MenuItem {
  id: string;
  title: string;
  note?: string;
  /** Its key, as it is written on this keyboard. */
  keys?: string | undefined;
  /** Why it cannot be chosen now; the item is greyed and says so. */
  unavailable?: string | null;
  /** Whether it holds, for what can be on or off. */
  checked?: boolean;
  /** A line stands above it, apart from what comes before. */
  apart?: boolean;
  /** It leads elsewhere: it acts once the menu has given the focus back, so that what it opens may take the focus and give it back there. */
  leads?: boolean;
  /** A menu of its own instead of something to do. */
  items?: readonly MenuItem[];
  onSelect?(): void;
}

export interface MenuProps {
  trigger: ReactNode;
  items: readonly MenuItem[];
  /** Called when it has closed; prevent the event's default to keep the focus from going back to the trigger. */
  onClosed?(event: Event): void;
}

/** Actions behind one button. */
export function Menu({ trigger, items, onClosed }: MenuProps) {
  const chosen = useRef<MenuItem | null>(null);
  const choose = (item: MenuItem) => {
    if (item.leads) chosen.current = item;
    else item.onSelect?.();
  };
  const afterwards = (event: Event) => {
    onClosed?.(event);
    const item = chosen.current;
    chosen.current = null;
    if (item) setTimeout(() => item.onSelect?.());
  };
  return (
    <Radix.Root>
      <Radix.Trigger asChild>{trigger}</Radix.Trigger>
      <Radix.Portal>
        <Radix.Content className="popup" sideOffset={6} collisionPadding={8} align="end" onCloseAutoFocus={afterwards}>
          <Items items={items} choose={choose} />
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}

type Choose = (item: MenuItem) => void;

const Items = ({ items, choose }: { items: readonly MenuItem[]; choose: Choose }) =>
  items.map((item) => (
    <div key={item.id} role="presentation" className={item.apart ? "popup-apart" : undefined}>
      <Item item={item} choose={choose} />
    </div>
  ));

function Item({ item, choose }: { item: MenuItem; choose: Choose }) {
  const { title, keys, unavailable, note, checked, items } = item;
  const shared = { className: "popup-item", disabled: Boolean(unavailable) };
  const words = (
    <>
      {keys ? (
        <span className="popup-with-keys">
          {title} <kbd>{keys}</kbd>
        </span>
      ) : (
        title
      )}
      {(unavailable ?? note) && <span className="popup-note">{unavailable ?? note}</span>}
    </>
  );
  if (items)
    return (
      <Radix.Sub>
        <Radix.SubTrigger {...shared} className="popup-item popup-more">
          {words}
        </Radix.SubTrigger>
        <Radix.Portal>
          <Radix.SubContent className="popup popup-sub" sideOffset={4} collisionPadding={8}>
            <Items items={items} choose={choose} />
          </Radix.SubContent>
        </Radix.Portal>
      </Radix.Sub>
    );
  if (checked === undefined)
    return (
      <Radix.Item {...shared} onSelect={() => choose(item)}>
        {words}
      </Radix.Item>
    );
  return (
    <Radix.CheckboxItem {...shared} className="popup-item popup-checkable" checked={checked} onSelect={() => choose(item)}>
      {words}
    </Radix.CheckboxItem>
  );
}

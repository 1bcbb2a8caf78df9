import { Tabs as Radix } from "radix-ui";
import type { ReactNode } from "react";
import "./ui.css";

export interface Tab {
  id: string;
  title: string;
  body: ReactNode;
}

export interface TabsProps {
  label: string;
  tabs: readonly Tab[];
  value: string;
  onChange(id: string): void;
  /** A tab was pressed, also the one that is shown. */
  onPress?(): void;
}

/** Several bodies in one place, one shown. */
export function Tabs({ label, tabs, value, onChange, onPress }: TabsProps) {
  return (
    <Radix.Root className="tabs" value={value} onValueChange={onChange}>
      <Radix.List className="tab-list" aria-label={label}>
        {tabs.map((tab) => (
          <Radix.Trigger key={tab.id} value={tab.id} className="tab" onClick={() => onPress?.()}>
            {tab.title}
          </Radix.Trigger>
        ))}
      </Radix.List>
      {tabs.map((tab) => (
        <Radix.Content key={tab.id} value={tab.id} className="tab-body" tabIndex={-1}>
          {tab.body}
        </Radix.Content>
      ))}
    </Radix.Root>
  );
}

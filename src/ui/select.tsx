import { Select as Radix } from "radix-ui";
import { t } from "./text";
import "./ui.css";

export interface Option<T extends string = string> {
  value: T;
  label: string;
  /** A line of explanation in the open list. */
  note?: string;
  disabled?: boolean;
}

export interface SelectProps<T extends string> {
  /** What is chosen, for screen readers; visible labels stand beside the control. */
  label: string;
  value: T | null;
  options: readonly Option<T>[];
  onChange(value: T): void;
  placeholder?: string;
  disabled?: boolean;
  /** `inline` takes the width of its text and looks like a value. */
  look?: "block" | "inline";
}

/** One of several. Labels and notes that are given in English are shown in the language of the page. */
export function Select<T extends string>({ label, value, options, onChange, placeholder, disabled, look = "block" }: SelectProps<T>) {
  return (
    <Radix.Root value={value ?? ""} onValueChange={(chosen) => onChange(chosen as T)} disabled={disabled}>
      <Radix.Trigger className={`select select-${look}`} aria-label={label}>
        <Radix.Value placeholder={placeholder} />
        <Radix.Icon className="select-mark">▾</Radix.Icon>
      </Radix.Trigger>
      <Radix.Portal>
        <Radix.Content className="popup" position="popper" sideOffset={4} collisionPadding={8}>
          <Radix.Viewport>
            {options.map((option) => (
              <Radix.Item key={option.value} value={option.value} disabled={option.disabled} className="popup-item">
                <Radix.ItemText>{t(option.label)}</Radix.ItemText>
                {option.note && <span className="popup-note">{t(option.note)}</span>}
              </Radix.Item>
            ))}
          </Radix.Viewport>
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}

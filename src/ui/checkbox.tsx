import { Checkbox as Radix } from "radix-ui";
import { useId } from "react";
import "./ui.css";

export interface CheckboxProps {
  label: string;
  checked: boolean;
  disabled?: boolean;
  title?: string;
  onChange(checked: boolean): void;
}

export function Checkbox({ label, checked, disabled, title, onChange }: CheckboxProps) {
  const id = useId();
  return (
    <span className="checkbox" title={title}>
      <Radix.Root id={id} className="checkbox-box" checked={checked} disabled={disabled} onCheckedChange={(next) => onChange(next === true)}>
        <Radix.Indicator className="checkbox-mark">
          <svg viewBox="0 0 12 12" width="10" height="10" aria-hidden="true">
            <path d="M2 6.5 4.8 9 10 3" fill="none" stroke="currentColor" strokeWidth="2" />
          </svg>
        </Radix.Indicator>
      </Radix.Root>
      <label htmlFor={id}>{label}</label>
    </span>
  );
}

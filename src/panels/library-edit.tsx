import { useEffect, useRef, useState } from "react";

export interface EditableTextProps {
  label: string;
  value: string;
  placeholder?: string;
  multiline?: boolean;
  onCommit(value: string): void;
}

/** What is typed counts a moment after one stops, with Enter, and when the field is left; Escape puts back what was there. */
const calmMs = 600;

/** A text that is kept as it is typed. While it is, what another tab writes does not disturb it. */
export function EditableText({ label, value, placeholder, multiline = false, onCommit }: EditableTextProps) {
  const [draft, setDraft] = useState<string | null>(null);
  const pending = useRef<string | null>(null);
  const commitNow = useRef(onCommit);
  useEffect(() => {
    commitNow.current = onCommit;
  });
  const commit = () => {
    if (pending.current !== null) commitNow.current(pending.current);
    pending.current = null;
  };
  useEffect(() => {
    if (draft === null) return;
    const timer = setTimeout(commit, calmMs);
    return () => clearTimeout(timer);
  }, [draft]);
  useEffect(() => commit, []);
  const props = {
    className: "text-field",
    "aria-label": label,
    placeholder,
    value: draft ?? value,
    onChange: (event: { target: { value: string } }) => {
      pending.current = event.target.value;
      setDraft(event.target.value);
    },
    onBlur: () => {
      commit();
      setDraft(null);
    },
    onKeyDown: (event: { key: string; stopPropagation(): void; currentTarget: HTMLElement }) => {
      if (event.key === "Escape" && draft !== null) {
        event.stopPropagation();
        pending.current = null;
        setDraft(null);
      } else if (event.key === "Enter" && !multiline) event.currentTarget.blur();
    },
  };
  return multiline ? <textarea rows={4} {...props} /> : <input type="text" {...props} />;
}

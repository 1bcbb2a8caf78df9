import { useId, useState, type KeyboardEvent } from "react";
import "./ui.css";

export interface FormulaFieldProps {
  /** What it is, for screen readers. */
  label: string;
  /** What stands before the field; nothing when absent. */
  name?: string;
  text: string;
  placeholder?: string;
  title?: string;
  /** Begins with the cursor in it. */
  focused?: boolean;
  /** What is wrong with a text while it is typed; null when nothing is. */
  check(text: string): string | null;
  /** Takes the text over. Resolves to why it was refused, or null. */
  onChange(text: string): Promise<string | null>;
}

/**
 * A formula to type. Enter or leaving the field takes it over, Escape puts back what was there. What is wrong with it stands
 * under it, and the text stays to be mended.
 */
export function FormulaField({ label, name, text, placeholder, title, focused, check, onChange }: FormulaFieldProps) {
  const [draft, setDraft] = useState<string | null>(null);
  const [refusal, setRefusal] = useState<{ text: string; why: string } | null>(null);
  const [known, setKnown] = useState(text);
  const id = useId();
  // The text has changed elsewhere: what was being typed belongs to another one.
  if (known !== text) {
    setKnown(text);
    setDraft(null);
  }
  const fault = draft === null ? null : check(draft.trim());
  const problem = fault ?? (refusal?.text === draft?.trim() ? refusal?.why : null) ?? null;

  const commit = () => {
    const typed = draft?.trim();
    if (typed === undefined || fault !== null) return;
    if (typed === text) return setDraft(null);
    void onChange(typed).then((why) => {
      if (why === null) setDraft((present) => (present?.trim() === typed ? null : present));
      else setRefusal({ text: typed, why });
    });
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === "Enter") commit();
    else if (event.key === "Escape" && draft !== null) {
      event.stopPropagation();
      setDraft(null);
    }
  };

  return (
    <span className="formula-field">
      <label className={name === undefined ? "formula formula-bare" : "formula"} title={title}>
        {name !== undefined && (
          <span className="dim" aria-hidden="true">
            {name}
          </span>
        )}
        <input
          className="text-field mono"
          type="text"
          spellCheck={false}
          autoComplete="off"
          autoCapitalize="off"
          aria-label={label}
          aria-invalid={problem !== null}
          aria-describedby={problem ? id : undefined}
          autoFocus={focused}
          placeholder={placeholder}
          value={draft ?? text}
          onChange={(event) => setDraft(event.target.value)}
          onBlur={commit}
          onKeyDown={onKeyDown}
        />
      </label>
      {problem && (
        <span id={id} role="alert" className="formula-problem">
          {problem}
        </span>
      )}
    </span>
  );
}

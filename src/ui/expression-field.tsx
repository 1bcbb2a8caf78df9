import { t } from "./text";
import { useEffect, useId, useLayoutEffect, useRef, useState, type KeyboardEvent, type ReactNode } from "react";
import "./expression-field.css";

/** Something that may be written where the caret is. */
export interface Suggestion {
  /** How it is written. */
  text: string;
  /** What it is, in a line. */
  note: string;
}

export interface ExpressionFieldProps<S extends Suggestion> {
  /** What it is, for screen readers. */
  label: string;
  text: string;
  /** What is wrong with the text, and the characters it concerns, 0-based, end exclusive. */
  fault: { message: string; span: { start: number; end: number } } | null;
  /** Next steps under the message. */
  mends?: ReactNode;
  /** Begins with the cursor in it. */
  focused?: boolean;
  onChange(text: string): void;
  /** @param asked everything that may stand here, also where no word has begun. */
  suggest(text: string, caret: number, asked: boolean): readonly S[];
  /** Takes a suggestion over. Returns the text with the caret in it, or null when it leaves the text as it is. */
  take(suggestion: S, text: string, caret: number): { text: string; caret: number } | null;
}

/**
 * An expression to type, over as many lines as it needs. What is wrong is underlined, with the message under it; what may be
 * written is offered in a list: arrows choose, Enter or Tab takes, Escape closes, Ctrl+Space asks for it.
 */
export function ExpressionField<S extends Suggestion>({ label, text, fault, mends, focused, onChange, suggest, take }: ExpressionFieldProps<S>) {
  const input = useRef<HTMLTextAreaElement>(null);
  const mark = useRef<HTMLElement>(null);
  const pending = useRef<number | null>(null);
  /** Parentheses closed for the person, who may type them all the same. */
  const closed = useRef(0);
  const [offers, setOffers] = useState<readonly S[]>([]);
  const [active, setActive] = useState(0);
  const id = useId();
  const open = offers.length > 0;
  const close = () => setOffers([]);

  // React puts the caret at the end of a text that it did not see typed.
  useLayoutEffect(() => {
    if (pending.current === null) return;
    input.current?.setSelectionRange(pending.current, pending.current);
    pending.current = null;
  });

  const offer = (typed: string, caret: number, asked: boolean) => {
    setOffers(suggest(typed, caret, asked));
    setActive(0);
  };
  const choose = (suggestion: S) => {
    const result = take(suggestion, text, input.current?.selectionStart ?? text.length);
    close();
    if (!result) return;
    pending.current = result.caret;
    if (result.text.charAt(result.caret) === ")") closed.current++;
    onChange(result.text);
  };
  const onKeyDown = (event: KeyboardEvent<HTMLTextAreaElement>) => {
    const { key, ctrlKey, currentTarget } = event;
    const handled = () => event.preventDefault();
    const caret = currentTarget.selectionStart;
    if (key === ")" && closed.current > 0 && text.charAt(caret) === ")" && currentTarget.selectionEnd === caret) {
      handled();
      closed.current--;
      currentTarget.setSelectionRange(caret + 1, caret + 1);
      close();
    } else if (key === " " && ctrlKey) {
      handled();
      offer(text, caret, true);
    } else if (open && (key === "ArrowDown" || key === "ArrowUp")) {
      handled();
      setActive((active + (key === "ArrowDown" ? 1 : offers.length - 1)) % offers.length);
    } else if (open && (key === "Enter" || (key === "Tab" && !event.shiftKey))) {
      handled();
      choose(offers[active]!);
    } else if (open && key === "Escape") {
      event.stopPropagation();
      close();
    } else if (key === "Enter") handled();
    else if (open && /^(Arrow(Left|Right)|Home|End)$/.test(key)) close();
  };

  return (
    <div className="expression">
      <div className="expression-text mono">
        <Mirror text={text} span={fault?.span ?? null} mark={mark} />
        <textarea
          ref={input}
          rows={1}
          spellCheck={false}
          autoComplete="off"
          autoCapitalize="off"
          aria-label={label}
          aria-invalid={fault !== null}
          aria-describedby={fault ? `${id}-fault` : undefined}
          aria-autocomplete="list"
          aria-haspopup="listbox"
          aria-controls={open ? `${id}-list` : undefined}
          aria-activedescendant={open ? `${id}-${active}` : undefined}
          autoFocus={focused}
          value={text}
          onChange={({ target }) => {
            const typed = target.value.replace(/\n/g, " ");
            onChange(typed);
            offer(typed, target.selectionStart, false);
          }}
          onKeyDown={onKeyDown}
          onPointerDown={close}
          onBlur={() => {
            closed.current = 0;
            close();
          }}
        />
      </div>
      {open && <SuggestionList id={id} label={t("What may stand in {{label}}", { label })} suggestions={offers} active={active} onTake={choose} />}
      <span role="status" className="visually-hidden">
        {open && t("{{count}} to choose from", { count: offers.length })}
      </span>
      {fault && (
        <Fault id={`${id}-fault`} message={fault.message} text={text} mark={mark} quiet={open}>
          <span onClick={() => input.current?.focus()}>{mends}</span>
        </Fault>
      )}
    </div>
  );
}

/** The text once more under the field, invisible: it gives the field its height and carries the underline. */
function Mirror({ text, span, mark }: { text: string; span: { start: number; end: number } | null; mark: React.RefObject<HTMLElement | null> }) {
  if (!span) return <div aria-hidden="true">{text}&#8203;</div>;
  const marked = text.slice(span.start, Math.max(span.end, span.start + 1));
  return (
    <div aria-hidden="true">
      {text.slice(0, span.start)}
      <mark ref={mark}>{marked === "" ? "\u00a0" : marked}</mark>
      {text.slice(span.start + Math.max(marked.length, 0))}&#8203;
    </div>
  );
}

/** A person in the middle of a word is not told that it is wrong. */
const calmMs = 300;

interface FaultProps {
  id: string;
  message: string;
  text: string;
  mark: React.RefObject<HTMLElement | null>;
  /** Something lies over it. */
  quiet: boolean;
  children: ReactNode;
}

/** The message, with a tip that points at the first character concerned where that is in the last line. */
function Fault({ id, message, text, mark, quiet, children }: FaultProps) {
  const [calm, setCalm] = useState(false);
  const tip = useRef<HTMLSpanElement>(null);
  useEffect(() => {
    const timer = setTimeout(() => setCalm(true), calmMs);
    return () => clearTimeout(timer);
  }, []);
  useLayoutEffect(() => {
    const [at, body] = [mark.current, mark.current?.parentElement];
    if (!tip.current || !at || !body) return;
    const first = at.getClientRects()[0] ?? at.getBoundingClientRect();
    const whole = body.getBoundingClientRect();
    tip.current.style.left = `${first.left - whole.left + Math.min(first.width, 7) / 2}px`;
    tip.current.hidden = whole.bottom - first.bottom > first.height;
  }, [message, text, calm, quiet, mark]);
  if (!calm || quiet) return <span id={id} />;
  return (
    <div className="expression-fault">
      <span ref={tip} className="expression-tip" aria-hidden="true" />
      <p id={id} role="alert">
        {message}
      </p>
      {children}
    </div>
  );
}

interface ListProps<S> {
  id: string;
  label: string;
  suggestions: readonly S[];
  active: number;
  onTake(suggestion: S): void;
}

function SuggestionList<S extends Suggestion>({ id, label, suggestions, active, onTake }: ListProps<S>) {
  const chosen = useRef<HTMLLIElement>(null);
  useEffect(() => void chosen.current?.scrollIntoView({ block: "nearest" }), [active, suggestions]);
  return (
    <ul id={`${id}-list`} role="listbox" aria-label={label} className="popup expression-list">
      {suggestions.map((suggestion, i) => (
        <li
          key={`${suggestion.text} ${suggestion.note}`}
          id={`${id}-${i}`}
          ref={i === active ? chosen : undefined}
          role="option"
          aria-selected={i === active}
          className="popup-item"
          data-highlighted={i === active ? "" : undefined}
          // The field keeps the focus, and with it the caret.
          onPointerDown={(event) => event.preventDefault()}
          onClick={() => onTake(suggestion)}
        >
          <span className="mono">{suggestion.text}</span>
          <span className="popup-note">{suggestion.note}</span>
        </li>
      ))}
    </ul>
  );
}

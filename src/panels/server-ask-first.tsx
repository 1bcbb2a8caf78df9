import { useEffect, useId, useRef, useState, type KeyboardEvent } from "react";
import { Button } from "../ui/button";
import { t } from "../ui/text";
import { useKeptFocus } from "./use-kept-focus";
import "./server.css";

export interface AskFirstProps {
  /** What it does, a verb: "Revoke". */
  label: string;
  /** The same with what it is done to, for those who hear the button alone: "Revoke my script". */
  name?: string;
  /** What the button asks when it has been pressed: "Really revoke it?" */
  question: string;
  /** What is lost by it. */
  loss?: string;
  onYes(): void;
}

/**
 * A button for what cannot be undone: it asks first, in its place. A second press does it; "Keep it", Escape and going elsewhere keep things as
 * they are. Neither a double click nor a key that is held down is a second press.
 */
export function AskFirst({ label, name = label, question, loss, onYes }: AskFirstProps) {
  const [asks, setAsks] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  const group = useRef<HTMLSpanElement>(null);
  const lossId = useId();
  useKeptFocus(group);
  // On a small screen the question may stand below what is seen.
  useEffect(() => {
    if (asks) group.current?.scrollIntoView({ block: "nearest" });
  }, [asks]);
  const keep = () => {
    setAsks(false);
    button.current?.focus();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.repeat && (event.key === "Enter" || event.key === " ")) event.preventDefault();
    if (event.key !== "Escape" || !asks) return;
    event.stopPropagation();
    keep();
  };
  const press = (clicks: number) => {
    if (!asks) return setAsks(true);
    if (clicks > 1) return;
    setAsks(false);
    onYes();
  };
  return (
    <span
      ref={group}
      className="ask-first"
      onKeyDown={onKeyDown}
      onBlur={({ currentTarget, relatedTarget }) => {
        if (!currentTarget.contains(relatedTarget)) setAsks(false);
      }}
    >
      <Button
        ref={button}
        look="plain"
        className={asks ? "button-bad" : ""}
        aria-label={asks ? undefined : name}
        aria-describedby={asks && loss !== undefined ? lossId : undefined}
        onClick={({ detail }) => press(detail)}
      >
        {asks ? question : label}
      </Button>
      {asks && (
        <Button look="plain" onClick={keep}>
          {t("Keep it")}
        </Button>
      )}
      <span role="status" className={loss === undefined ? "visually-hidden" : "ask-first-loss dim"} id={lossId}>
        {asks ? (loss ?? question) : ""}
      </span>
    </span>
  );
}

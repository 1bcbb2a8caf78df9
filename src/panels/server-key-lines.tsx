import type { ReactNode } from "react";
import type { ServerKey } from "../engine/protocol-server";
import { t } from "../ui/text";
import { AskFirst } from "./server-ask-first";
import { keyInWords, keyIsOver, scopesInWords } from "./server-words";

interface ServerKeyLinesProps {
  shown: ServerKey;
  onRevoke(): void;
  /** What else can be done with it while it opens. */
  children?: ReactNode;
}

/** A key: its name, what it may, when it was used; as long as it opens, it can be revoked. */
export function ServerKeyLines({ shown, onRevoke, children }: ServerKeyLinesProps) {
  return (
    <>
      <div className="server-item-head">
        <strong>{shown.name}</strong>
        <span className="dim">{scopesInWords(shown.scopes)}</span>
      </div>
      {keyInWords(shown).map((words) => (
        <p key={words} className="dim">
          {words}
        </p>
      ))}
      {!keyIsOver(shown) && (
        <div className="server-ways">
          {children}
          <AskFirst
            label={t("Revoke")}
            name={t("Revoke {{name}}", { name: shown.name })}
            question={t("Really revoke it?")}
            loss={t("Programs that use this key are refused from then on.")}
            onYes={onRevoke}
          />
        </div>
      )}
    </>
  );
}

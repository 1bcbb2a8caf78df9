import type { ReactNode } from "react";
import type { ServerKey } from "../engine/protocol-server";
import { keyInWords, keyIsOver, scopesInWords } from "./server-words";

/** A key: its name, what it may, when it was used. @param children what can be done with it while it opens. */
export function ServerKeyLines({ shown, children }: { shown: ServerKey; children: ReactNode }) {
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
      {!keyIsOver(shown) && <div className="server-ways">{children}</div>}
    </>
  );
}

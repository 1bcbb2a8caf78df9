import { memo } from "react";
import "./code-editor.css";
import { highlight } from "./highlight";

/** Code at rest, coloured. */
export const StillCode = memo(function StillCode({ code }: { code: string }) {
  return (
    <pre className="code-still">
      <code>
        {highlight(code).map(({ kind, text }, i) =>
          kind === "plain" ? (
            text
          ) : (
            <span key={i} className={`code-${kind}`}>
              {text}
            </span>
          ),
        )}
        {code === "" && <span className="code-comment">{"// "}</span>}
      </code>
    </pre>
  );
});

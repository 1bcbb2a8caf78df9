import { toRecord, type ErrorRecord } from "../core/errors";
import { Notice, type NoticeAction } from "../ui/notice";
import { useLanguage } from "../ui/text";
import { refusalInWords } from "./server-refusal-words";

/** What a server refused, or why it could not be asked, in the language of the page; nothing where nothing is wrong. */
export function ServerProblem({ problem, actions = [] }: { problem: Error | ErrorRecord | null | undefined; actions?: readonly NoticeAction[] }) {
  const language = useLanguage();
  if (!problem) return null;
  const { words, more } = refusalInWords(problem instanceof Error ? toRecord(problem) : problem, language);
  return (
    <Notice tone="error" actions={actions}>
      {more === undefined ? (
        words
      ) : (
        <>
          <p>{words}</p>
          <p className="dim" lang="en">
            {more}
          </p>
        </>
      )}
    </Notice>
  );
}

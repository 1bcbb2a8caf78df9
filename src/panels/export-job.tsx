import { useCallback, useEffect, useRef, useState } from "react";
import { toRecord } from "../core/errors";
import type { ExportedFile } from "../exporters/exporter";
import { Button } from "../ui/button";
import { sentence } from "../ui/format";
import { Progress } from "../ui/progress";
import { saveFile } from "../ui/save-file";
import { t } from "../ui/text";
import { formatBytes } from "./measure-files";

/** What an export is told, and tells, while it is made. */
export interface ExportWork {
  signal: AbortSignal;
  onProgress(share: number): void;
}

/** Makes a file, or says what was done instead. */
export type MakeExport = (work: ExportWork) => ExportedFile | string | Promise<ExportedFile | string>;

export interface ExportJob {
  /** What is being made, and the share that is done; null when nothing is. */
  busy: { title: string; share: number | null } | null;
  /** What came of the last one. */
  word: { text: string; failed: boolean } | null;
  start(title: string, make: MakeExport): void;
  stop(): void;
}

/** One export at a time; it ends with the dialog. */
export function useExportJob(): ExportJob {
  const [busy, setBusy] = useState<ExportJob["busy"]>(null);
  const [word, setWord] = useState<ExportJob["word"]>(null);
  const running = useRef<AbortController | null>(null);
  useEffect(() => () => running.current?.abort(), []);
  const start = useCallback((title: string, make: MakeExport) => {
    if (running.current) return;
    const control = (running.current = new AbortController());
    setWord(null);
    setBusy({ title, share: null });
    const work: ExportWork = { signal: control.signal, onProgress: (share) => setBusy({ title, share }) };
    // A turn for the screen, so that the word is there before the page is busy.
    void new Promise((resolve) => setTimeout(resolve))
      .then(() => make(work))
      .then(
        (made) => {
          if (typeof made !== "string") saveFile(made);
          const text = typeof made === "string" ? made : t("Saved {{name}}, {{size}}", { name: made.name, size: formatBytes(made.bytes.length) });
          setWord({ text, failed: false });
        },
        (error: unknown) => {
          const { code, message } = toRecord(error);
          setWord({ text: message, failed: code !== "run/cancelled" });
        },
      )
      .finally(() => {
        running.current = null;
        setBusy(null);
      });
  }, []);
  return { busy, word, start, stop: () => running.current?.abort() };
}

/** How far an export is, with Stop, and what came of the last one. */
export function ExportStatus({ job: { busy, word, stop } }: { job: ExportJob }) {
  return (
    <div className="export-status">
      {busy && (
        <>
          <span className="export-status-title">{busy.title}</span>
          <Progress label={busy.title} share={busy.share} />
          <Button onClick={stop}>{t("Stop")}</Button>
        </>
      )}
      <p role="status" className={word?.failed ? "export-failed" : "export-done"}>
        {!busy && word && sentence(word.text)}
      </p>
    </div>
  );
}

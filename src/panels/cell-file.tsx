import { useId, useState } from "react";
import { fileAddress, largestKeptFile } from "../notebook/file-address";
import { Button } from "../ui/button";
import { t } from "../ui/text";

interface CellFileProps {
  label: string;
  accept: string;
  fileName: string | null;
  bytes: number;
  onChange(value: string | null): void;
}

/** A file for a cell, by picker or by drop. Its bytes become part of the notebook, so that it runs elsewhere too. */
export function CellFile({ label, accept, fileName, bytes, onChange }: CellFileProps) {
  const id = useId();
  const [problem, setProblem] = useState<string | null>(null);
  const take = async (file: File | undefined) => {
    if (!file) return;
    if (file.size > largestKeptFile)
      return setProblem(
        t("{{name}} has {{size}}; a notebook holds files up to {{most}}. Thin it out, or choose a part of it.", {
          name: file.name,
          size: size(file.size),
          most: size(largestKeptFile),
        }),
      );
    setProblem(null);
    onChange(fileAddress(file.name, new Uint8Array(await file.arrayBuffer()), file.type || undefined));
  };
  return (
    <span
      className="cell-file"
      onDragOver={(event) => event.preventDefault()}
      onDrop={(event) => {
        event.preventDefault();
        event.stopPropagation();
        void take(event.dataTransfer.files[0]);
      }}
    >
      <label className="button cell-file-choose" htmlFor={id}>
        {fileName === null ? t("Choose or drop a file") : t("Another file")}
        <input
          id={id}
          type="file"
          className="visually-hidden"
          aria-label={label}
          accept={accept || undefined}
          onChange={(event) => void take(event.target.files?.[0])}
        />
      </label>
      {fileName !== null && (
        <>
          <span>{`${fileName}, ${size(bytes)}`}</span>
          <Button look="plain" onClick={() => onChange(null)}>
            {t("Take away")}
          </Button>
        </>
      )}
      {problem && <span role="alert" className="cell-file-problem" children={problem} />}
    </span>
  );
}

/** Bytes as they are read: "12 kB". */
export const size = (bytes: number): string =>
  bytes < 1000 ? `${bytes} B` : bytes < 1e6 ? `${Math.round(bytes / 1000)} kB` : `${(bytes / 1e6).toFixed(1)} MB`;

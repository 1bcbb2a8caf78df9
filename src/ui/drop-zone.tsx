import { useRef, type ReactNode } from "react";
import { Button } from "./button";
import "./ui.css";
import { useDrop } from "./use-drop";

export interface DropZoneProps {
  /** What to press when there is nothing to drop: "Open an image". */
  label: string;
  /** File endings as the picker wants them: ".png,.npy,.csv". */
  accept: string;
  /** The same in full, on hover and for screen readers. */
  hint?: string;
  multiple?: boolean;
  onFiles(files: File[]): void;
  children?: ReactNode;
}

/** Takes files by drop, by picker or by paste. Its children stay usable: the zone covers them only while a file hovers. */
export function DropZone({ label, accept, hint = label, multiple = false, onFiles, children }: DropZoneProps) {
  const picker = useRef<HTMLInputElement>(null);
  const take = (files: FileList | null) => {
    if (files && files.length > 0) onFiles(multiple ? [...files] : [files[0]!]);
  };
  const { over, target } = useDrop(({ files }) => take(files));
  return (
    <div className={over ? "drop-zone drop-zone-over" : "drop-zone"} {...target} onPaste={(event) => take(event.clipboardData.files)}>
      {children}
      <Button aria-label={hint} title={hint === label ? undefined : hint} onClick={() => picker.current?.click()}>
        {label}
      </Button>
      <input
        ref={picker}
        type="file"
        className="visually-hidden"
        tabIndex={-1}
        aria-label={hint}
        accept={accept}
        multiple={multiple}
        onChange={(event) => {
          take(event.target.files);
          event.target.value = "";
        }}
      />
    </div>
  );
}

import { useRef, type ReactNode } from "react";
import { useWorkbench } from "../state/use-workbench";
import { Button } from "../ui/button";
import { t } from "../ui/text";
import { useDrop } from "../ui/use-drop";
import { droppedFiles, pickedFiles } from "./batch-files";
import { acceptedEndings, acceptedWords } from "./measure-files";
import "./batch.css";

/** Takes files and whole folders dropped anywhere on it. */
export function BatchDrop({ className, children }: { className: string; children: ReactNode }) {
  const openBatch = useWorkbench((state) => state.openBatch);
  const { over, target } = useDrop((dropped) => void droppedFiles(dropped).then(openBatch));
  return (
    <div className={over ? `${className} drop-zone drop-zone-over` : `${className} drop-zone`} {...target}>
      {children}
    </div>
  );
}

/** The two ways to pick what could be dropped. */
export function BatchPickers({ empty }: { empty: boolean }) {
  const openBatch = useWorkbench((state) => state.openBatch);
  const files = useRef<HTMLInputElement>(null);
  const folder = useRef<HTMLInputElement>(null);
  const take = (input: HTMLInputElement) => {
    if (input.files) openBatch(pickedFiles(input.files));
    input.value = "";
  };
  return (
    <>
      <Button look={empty ? "normal" : "plain"} onClick={() => files.current?.click()}>
        {empty ? t("Choose images") : t("Add images")}
      </Button>
      <Button look={empty ? "normal" : "plain"} onClick={() => folder.current?.click()}>
        {empty ? t("Choose a folder") : t("Add a folder")}
      </Button>
      <input
        ref={files}
        type="file"
        className="visually-hidden"
        tabIndex={-1}
        aria-label={t("Images for the batch: {{acceptedWords}}", { acceptedWords })}
        accept={acceptedEndings}
        multiple
        onChange={(event) => take(event.target)}
      />
      <input
        ref={(input) => {
          folder.current = input;
          input?.setAttribute("webkitdirectory", "");
        }}
        type="file"
        className="visually-hidden"
        tabIndex={-1}
        aria-label={t("A folder of images for the batch")}
        onChange={(event) => take(event.target)}
      />
    </>
  );
}

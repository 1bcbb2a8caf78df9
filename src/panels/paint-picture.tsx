import { useEffect, useState } from "react";
import { toRecord } from "../core/errors";
import { useWorkbench } from "../state/use-workbench";
import { DropZone } from "../ui/drop-zone";
import { t } from "../ui/text";
import { isOnDark, opacityOf } from "./paint-opacity";
import { inksOfFile } from "./paint-raster";

/** Opens a picture to stamp, from a file, dropped here or on the field, or pasted, while the stamp is in the hand. */
export function StampPicture() {
  const image = useWorkbench((state) => state.brush.image);
  const setBrush = useWorkbench((state) => state.setBrush);
  const [problem, setProblem] = useState<string | null>(null);

  useEffect(() => {
    const elsewhere = (event: Event) => !(event.target instanceof Element && event.target.closest(".drop-zone, input, textarea"));
    const onPaste = (event: ClipboardEvent) => {
      const file = pictureIn(event.clipboardData);
      if (file && elsewhere(event)) void open(file);
    };
    // Before the field takes it for a spec.
    const onDrop = (event: DragEvent) => {
      const file = pictureIn(event.dataTransfer);
      if (!file || !elsewhere(event)) return;
      event.preventDefault();
      event.stopPropagation();
      void open(file);
    };
    window.addEventListener("paste", onPaste);
    window.addEventListener("drop", onDrop, true);
    return () => {
      window.removeEventListener("paste", onPaste);
      window.removeEventListener("drop", onDrop, true);
    };
  });

  async function open(file: File): Promise<void> {
    try {
      const { dark, light } = await inksOfFile(file);
      setBrush({ image: { name: file.name, dark: opacityOf(dark), light: opacityOf(light) }, imagePart: isOnDark(dark) ? "light" : "dark" });
      setProblem(null);
    } catch (error) {
      setProblem(toRecord(error).message);
    }
  }

  return (
    <>
      <span onDrop={(event) => event.stopPropagation()}>
        <DropZone
          label={image ? image.name : t("Open a picture")}
          hint={image ? t("Open another picture than {{name}}", { name: image.name }) : t("Open a picture to stamp, drop it here or paste it")}
          accept="image/*"
          onFiles={([file]) => void open(file!)}
        />
      </span>
      {problem && (
        <span className="paint-problem" role="alert">
          {problem}
        </span>
      )}
    </>
  );
}

const pictureIn = (data: DataTransfer | null): File | undefined => [...(data?.files ?? [])].find(({ type }) => type.startsWith("image/"));

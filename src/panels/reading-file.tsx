import { Button } from "../ui/button";
import { Progress } from "../ui/progress";
import { t } from "../ui/text";
import { formatBytes } from "./measure-files";
import "./measure.css";

export interface ReadingFileProps {
  name: string;
  /** In bytes; null before it is known. */
  size: number | null;
  /** Of the file that is read, once it is known; what follows at 1 takes its time without a share. */
  share?: number | null;
  onCancel(): void;
}

/** A file that is being read, how far that is, and a way to end it. */
export function ReadingFile({ name, size, share = null, onCancel }: ReadingFileProps) {
  const decoding = share !== null && share >= 1;
  return (
    <div className="measure-reading" role="status">
      <span>
        {decoding ? t("Decoding") : t("Reading")} {name}
        {size !== null && ` (${formatBytes(size)})`}…
      </span>
      <Button onClick={onCancel}>{t("Cancel")}</Button>
      <Progress label={t("Reading {{name}}", { name })} share={decoding ? null : share} />
    </div>
  );
}

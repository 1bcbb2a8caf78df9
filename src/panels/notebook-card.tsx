import { useWorkbench } from "../state/use-workbench";
import { Progress } from "../ui/progress";
import { t } from "../ui/text";

interface NotebookCardProps {
  id: string;
  title: string;
  summary: string;
  /** What one will be able to do, in a sentence; empty where that is not said. */
  aim?: string;
  /** Sections that can be read; 0 where they are not counted. */
  sections: number;
  /** How long it takes to read, about; null where that is not known. */
  minutes: number | null;
  /** What else there is to say of it, in a few words. */
  facts?: string;
  onOpen(): void;
}

/** A notebook to open: what it is about, how long it takes, how far one is. */
export function NotebookCard({ id, title, summary, aim = "", sections, minutes, facts = "", onOpen }: NotebookCardProps) {
  const read = useWorkbench((state) => state.desk.reading[id]?.read.length ?? 0);
  const share = sections === 0 ? 0 : Math.min(1, read / sections);
  const words = [
    ...(facts ? [facts] : []),
    ...(minutes === null ? [] : [t("{{count}} min", { count: minutes })]),
    ...(share >= 1 ? [t("read")] : read > 0 ? [t("{{read}} of {{count}} sections read", { read, count: sections })] : []),
  ];
  return (
    <button type="button" className="notebook-card" onClick={onOpen}>
      <span className="notebook-card-title">{title}</span>
      {summary && <span className="notebook-card-summary">{summary}</span>}
      {aim && <span className="notebook-card-aim">{aim}</span>}
      <span className="notebook-card-facts">{words.join(" · ")}</span>
      {read > 0 && <Progress label={t("Sections read")} share={share} />}
    </button>
  );
}

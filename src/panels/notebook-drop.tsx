import { useState, type ReactNode, type Ref } from "react";
import { useWorkbench } from "../state/use-workbench";
import { Notice } from "../ui/notice";
import { useDrop } from "../ui/use-drop";

/** Opens a notebook from a file; it is somebody else's until the reader says otherwise. Gives the call, and why the last file could not be opened. */
export function useNotebookFile(): [take: (file: File | undefined) => Promise<void>, problem: string | null] {
  const openText = useWorkbench((state) => state.openNotebookText);
  const [problem, setProblem] = useState<string | null>(null);
  const take = async (file: File | undefined) => {
    if (!file) return;
    try {
      setProblem(null);
      await openText(await file.text(), file.name, "foreign");
    } catch (error) {
      setProblem(`${file.name}: ${error instanceof Error ? error.message : String(error)}`);
    }
  };
  return [take, problem];
}

/** The scrolling middle of the room, onto which a file of a notebook may be dropped. */
export function NotebookDrop({ ref, children }: { ref?: Ref<HTMLDivElement>; children: ReactNode }) {
  const [take, problem] = useNotebookFile();
  const { over, target } = useDrop(({ files }) => void take(files[0]));
  return (
    <div ref={ref} className={over ? "notebook-scroll notebook-drop-over" : "notebook-scroll"} {...target}>
      {problem && (
        <div className="notebook-problem">
          <Notice tone="error">{problem}</Notice>
        </div>
      )}
      {children}
    </div>
  );
}

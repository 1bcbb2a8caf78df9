import { useCallback, type DragEvent, type ReactNode } from "react";
import { toRecord, WorkbenchError } from "../core/errors";
import type { RunSpecInput } from "../core/spec/run-spec";
import { useWorkbenchStore } from "../state/use-workbench";
import { DropZone } from "../ui/drop-zone";

/** Opens a spec from a file and runs it, to as many steps as it asks for. What is wrong with it is said where the model is chosen. */
function useOpenSpecFile(): (file: File) => Promise<void> {
  const store = useWorkbenchStore();
  return useCallback(
    async (file: File) => {
      try {
        const spec = parseSpec(file.name, await file.text());
        await store.getState().open(spec, { run: true });
      } catch (error) {
        store.setState({ specProblem: toRecord(error) });
      }
    },
    [store],
  );
}

function parseSpec(name: string, text: string): RunSpecInput {
  if (text.trim() === "") throw new WorkbenchError("data/empty", [name], "the file is empty. Export the spec again");
  try {
    return JSON.parse(text) as RunSpecInput;
  } catch {
    throw new WorkbenchError("data/unreadable", [name], "this is not JSON. A spec is what Export saves as “Experiment spec (JSON)”");
  }
}

export function SpecFileButton() {
  const open = useOpenSpecFile();
  return <DropZone label="Open" hint="Open a spec file (JSON)" accept=".json,application/json" onFiles={([file]) => void open(file!)} />;
}

/** Takes a spec file that is dropped anywhere on what it holds. */
export function SpecFileTarget({ className, children }: { className: string; children: ReactNode }) {
  const open = useOpenSpecFile();
  const allow = (event: DragEvent) => {
    if (event.dataTransfer.types.includes("Files")) event.preventDefault();
  };
  return (
    <div
      className={className}
      onDragOver={allow}
      onDrop={(event) => {
        event.preventDefault();
        const file = event.dataTransfer.files[0];
        if (file) void open(file);
      }}
    >
      {children}
    </div>
  );
}

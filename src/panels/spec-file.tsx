import { useCallback, type DragEvent, type ReactNode } from "react";
import { specEndings } from "../connectors/spec-endings";
import { toRecord } from "../core/errors";
import { useWorkbenchStore } from "../state/use-workbench";
import { DropZone } from "../ui/drop-zone";
import { t } from "../ui/text";

/**
 * Opens an experiment and runs it, to as many steps as it asks for: a spec, a pattern of Ready, a link of VisualPDE. What is wrong
 * with it is said where the model is chosen; what had to change on the way, among the notes of the run.
 */
export function useOpenSpec(): (name: string, bytes: () => Promise<Uint8Array>) => Promise<void> {
  const store = useWorkbenchStore();
  return useCallback(
    async (name, bytes) => {
      try {
        const { readSpecFile, withoutArrays } = await import("../connectors/spec-file");
        const { spec, warnings } = withoutArrays(readSpecFile(name, await bytes()), name);
        const opened = await store.getState().open(spec, { run: true });
        if (opened && warnings.length > 0) store.setState(({ run }) => ({ run: { ...run, notes: [...warnings, ...run.notes] } }));
      } catch (error) {
        store.setState({ specProblem: toRecord(error) });
      }
    },
    [store],
  );
}

function useOpenSpecFile(): (file: File) => Promise<void> {
  const open = useOpenSpec();
  return useCallback((file: File) => open(file.name, async () => new Uint8Array(await file.arrayBuffer())), [open]);
}

export function SpecFileButton() {
  const open = useOpenSpecFile();
  return (
    <DropZone
      label={t("Open")}
      hint={t("Open a spec file (JSON), a research bundle (ZIP), the page of a run (HTML), or a pattern of Ready (VTI)")}
      accept={[...specEndings, "application/json"].join(",")}
      onFiles={([file]) => void open(file!)}
    />
  );
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

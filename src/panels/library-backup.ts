import { useWorkbench } from "../state/use-workbench";
import { saveFile } from "../ui/save-file";

/** Makes a backup and hands it to the browser to save. */
export function useBackup(): { save(ids?: readonly string[]): Promise<void>; busy: boolean } {
  const backUp = useWorkbench((state) => state.backUp);
  const busy = useWorkbench((state) => state.runs.task === "backup");
  return {
    busy,
    async save(ids) {
      const file = await backUp(ids);
      if (file) await saveBlob(file, ids ? "mfn-runs" : "mfn-library");
    },
  };
}

/** Saves a zip under a name with the day. */
export async function saveBlob(file: Blob, stem: string): Promise<void> {
  const bytes = new Uint8Array(await file.arrayBuffer());
  saveFile({ name: `${stem}-${new Date().toISOString().slice(0, 10)}.zip`, type: "application/zip", bytes });
}

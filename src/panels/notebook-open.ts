import { useWorkbenchStore } from "../state/use-workbench";

/** Opens a notebook from the shelf, which makes way for it. */
export function useOpenNotebook(): (id: string) => void {
  const store = useWorkbenchStore();
  return (id) => {
    const { openNotebook, listNotebooks, showShelf } = store.getState();
    openNotebook(id).then(
      () => showShelf(false),
      // It was taken away elsewhere, in another tab perhaps: the list tells what there still is.
      () => void listNotebooks(),
    );
  };
}

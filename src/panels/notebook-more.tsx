import { useState } from "react";
import { useWorkbench, useWorkbenchStore } from "../state/use-workbench";
import { Button } from "../ui/button";
import { Dialog } from "../ui/dialog";
import { Menu, type MenuItem } from "../ui/menu";
import { t } from "../ui/text";
import type { NotebookFacts } from "../state/notebook-slice";
import { NotebookHosts } from "./notebook-hosts";

/** What is seldom done with a notebook. */
export function NotebookMore({ notebook }: { notebook: NotebookFacts }) {
  const store = useWorkbenchStore();
  const [renaming, setRenaming] = useState(false);
  const [listing, setListing] = useState(false);
  const own = notebook.origin !== "shipped";
  const state = store.getState;
  const items: MenuItem[] = [
    { id: "all", title: t("All notebooks"), leads: true, onSelect: () => state().showShelf(true) },
    { id: "new", title: t("New notebook"), leads: true, onSelect: () => void state().newNotebook() },
    { id: "find", title: t("Find"), keys: "Ctrl+F", leads: true, onSelect: () => state().findInNotebook({ text: "", at: 0 }) },
    {
      id: "rename",
      title: t("Rename"),
      apart: true,
      leads: true,
      ...(own ? {} : { note: t("makes a copy of your own") }),
      onSelect: () => setRenaming(true),
    },
    {
      id: "hosts",
      title: t("Hosts it may reach"),
      note: notebook.allowed.length === 0 ? t("none") : notebook.allowed.join(", "),
      leads: true,
      onSelect: () => setListing(true),
    },
    ...(notebook.edited && !own
      ? [
          {
            id: "restore",
            title: t("Undo all edits"),
            note: t("back to the text that ships; can be taken back"),
            onSelect: () => state().restoreNotebook(),
          },
        ]
      : []),
    {
      id: "delete",
      title: t("Delete"),
      unavailable: own ? null : t("it ships with the workbench"),
      note: t("can be taken back"),
      onSelect: () => void state().removeNotebook(notebook.id),
    },
  ];
  return (
    <>
      <Menu
        items={items}
        trigger={
          <Button look="plain" aria-label={t("More for this notebook")}>
            ⋯
          </Button>
        }
      />
      {listing && <NotebookHosts allowed={notebook.allowed} onClose={() => setListing(false)} />}
      {renaming && <Rename notebook={notebook} onClose={() => setRenaming(false)} />}
    </>
  );
}

function Rename({ notebook, onClose }: { notebook: NotebookFacts; onClose(): void }) {
  const rename = useWorkbench((state) => state.renameNotebook);
  const [title, setTitle] = useState(notebook.title);
  return (
    <Dialog title={t("Rename the notebook")} open onOpenChange={onClose} className="notebook-dialog">
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (title.trim() !== "") void rename(title.trim());
          onClose();
        }}
      >
        <label className="notebook-dialog-field">
          {t("Name")}
          <input className="text-field" value={title} onChange={(event) => setTitle(event.target.value)} />
        </label>
        <Button type="submit" look="primary" disabled={title.trim() === ""}>
          {t("Rename")}
        </Button>
      </form>
    </Dialog>
  );
}

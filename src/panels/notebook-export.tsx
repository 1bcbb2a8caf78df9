import { useWorkbenchStore } from "../state/use-workbench";
import { Button } from "../ui/button";
import { Menu, type MenuItem } from "../ui/menu";
import { saveFile } from "../ui/save-file";
import { t } from "../ui/text";
import { copyAddress } from "./export-link";

/** The notebook as a file, on paper or as a link. @param tell says what became of it. */
export function NotebookExport({ tell }: { tell(news: string): void }) {
  const store = useWorkbenchStore();
  const save = async (format: "md" | "ipynb" | "html") => {
    const { name, type, bytes } = await store.getState().notebookFile(format);
    saveFile({ name, type, bytes: new Uint8Array(bytes) });
    tell(t("{{name}} is saved", { name }));
  };
  const copyLink = async () => {
    const link = await store.getState().notebookLink();
    if (link === null) return tell(t("Too long for a link: share it as a file"));
    tell(await copyAddress(link));
  };
  const attempt = (what: () => Promise<void>) => () => {
    what().catch((error: unknown) => tell(error instanceof Error ? error.message : String(error)));
  };
  const items: MenuItem[] = [
    { id: "md", title: t("Text (MyST Markdown)"), note: t("to read, compare and run elsewhere"), onSelect: attempt(() => save("md")) },
    {
      id: "ipynb",
      title: t("Jupyter notebook (.ipynb)"),
      note: t("with a TypeScript kernel, such as Deno's"),
      onSelect: attempt(() => save("ipynb")),
    },
    { id: "html", title: t("Page with outputs (HTML)"), note: t("opens anywhere, needs no network"), onSelect: attempt(() => save("html")) },
    { id: "print", title: t("Print or save as PDF"), leads: true, onSelect: () => window.print() },
    { id: "link", title: t("Copy link"), note: t("the whole text is in the link"), apart: true, onSelect: attempt(copyLink) },
  ];
  return <Menu items={items} trigger={<Button look="plain">{t("Export")} ▾</Button>} />;
}

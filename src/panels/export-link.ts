import { WorkbenchError } from "../core/errors";
import { toLinkText } from "../core/spec/link-text";
import { toPermalink } from "../core/spec/permalink";
import type { RunSpec } from "../core/spec/run-spec";
import { t } from "../ui/text";

/**
 * The address that opens a spec in the Lab.
 * @throws WorkbenchError `link/broken` when it is too long for one.
 */
export const linkTo = (spec: RunSpec): string => `${pageAddress()}#/lab?spec=${toPermalink(spec)}`;

/** The markup that shows a run in another page: the field, its colours and one button. */
export function embedMarkup(spec: RunSpec, { width, height, run }: { width: number; height: number; run: boolean }): string {
  const address = `${pageAddress()}#/embed?spec=${toPermalink(spec)}${run ? "&amp;run=1" : ""}`;
  return `<iframe src="${address}" width="${width}" height="${height}" title="A run in MFN Workbench" style="border: 0" loading="lazy" allow="cross-origin-isolated"></iframe>`;
}

const pageAddress = (): string => `${location.origin}${location.pathname}`;

/** Copies the link of a run. */
export function copyLink(spec: RunSpec | null): Promise<string> {
  if (!spec) throw new WorkbenchError("data/empty", [], "there is no run to link to yet");
  return copyAddress(linkTo(spec));
}

/** The room that a link to a task leads to. */
const roomOf = { sweep: "lab", search: "lab", experiment: "learning", membrane: "membrane" } as const;

/** Copies the link that sets up a sweep, a search, an experiment of the learning room or a membrane. */
export const copyTaskLink = (task: keyof typeof roomOf, document: object): Promise<string> =>
  copyAddress(`${pageAddress()}#/${roomOf[task]}?${task}=${toLinkText(document, task)}`);

/** Puts a link on the clipboard, or where that is refused into the address bar, and says which. */
export async function copyAddress(link: string): Promise<string> {
  try {
    await navigator.clipboard.writeText(link);
    return t("Link copied");
  } catch {
    history.replaceState(null, "", link);
    return t("The link is in the address bar");
  }
}

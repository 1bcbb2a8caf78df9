import { rooms } from "../panels/define";
import type { Workbench } from "../state/store";
import type { Room } from "../state/workspace-slice";

/** `#/measure` → "measure"; anything else is the Lab. */
export function roomInAddress(fragment: string): Room {
  const name = /^#\/([a-z-]+)/.exec(fragment)?.[1];
  return rooms.find((room) => room.id === name)?.id ?? "lab";
}

/** `#/lab?spec=1.abc` → "1.abc"; null when the address asks for no spec. */
export function specInAddress(fragment: string): string | null {
  const query = fragment.indexOf("?");
  return query < 0 ? null : new URLSearchParams(fragment.slice(query + 1)).get("spec");
}

/** What a link may bring beside a spec. */
export const linkedTasks = ["sweep", "search", "experiment", "membrane", "notebook"] as const;
export type LinkedTask = (typeof linkedTasks)[number];

/** `#/lab?sweep=1.abc` → the sweep's text; null when the address brings none. */
export function taskInAddress(fragment: string): { task: LinkedTask; text: string } | null {
  const query = new URLSearchParams(fragment.slice(fragment.indexOf("?") + 1));
  const task = linkedTasks.find((name) => query.has(name));
  return task ? { task, text: query.get(task)! } : null;
}

/** `#/invitation/TOKEN` → the token of an invitation to a server; null for any other address. */
export const invitationInAddress = (fragment: string): string | null => /^#\/invitation\/([\w-]{1,100})$/.exec(fragment)?.[1] ?? null;

/** `#/sign-in?problem=server/refused` → the code with which a server sent a sign-in back; null for any other address. */
export const signInProblemInAddress = (fragment: string): string | null => /^#\/sign-in\?problem=([\w%/-]{1,60})$/.exec(fragment)?.[1] ?? null;

/** `#/embed?spec=1.abc&run=1`: that the page stands inside another, as one field, and whether it is to run by itself; null for the whole workbench. */
export function embedInAddress(fragment: string): { runs: boolean } | null {
  if (!/^#\/embed(\?|$)/.test(fragment)) return null;
  return { runs: new URLSearchParams(fragment.slice(fragment.indexOf("?") + 1)).get("run") === "1" };
}

/** Keeps room and address together, and hands over what arrives in the address while the page is open. */
export function followAddress(
  store: Workbench["store"],
  {
    openSpec,
    openTask,
    openInvitation,
  }: { openSpec(text: string): void; openTask(task: LinkedTask, text: string): void; openInvitation(token: string): void },
): void {
  store.getState().goTo(roomInAddress(location.hash));
  window.addEventListener("hashchange", () => {
    const invitation = invitationInAddress(location.hash);
    if (invitation !== null) return openInvitation(invitation);
    store.getState().goTo(roomInAddress(location.hash));
    const spec = specInAddress(location.hash);
    if (spec !== null) openSpec(spec);
    const linked = taskInAddress(location.hash);
    if (linked) openTask(linked.task, linked.text);
  });
  store.subscribe(({ room, run }, before) => {
    if (room !== before.room && room !== roomInAddress(location.hash)) history.pushState(null, "", `#/${room}`);
    // A link describes the run it opened, not those that follow.
    const linked = specInAddress(location.hash) !== null || taskInAddress(location.hash) !== null;
    if (before.run.id !== null && run.id !== before.run.id && linked) history.replaceState(null, "", `#/${room}`);
  });
}

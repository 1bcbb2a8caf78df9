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

/** `#/embed?spec=1.abc&run=1`: that the page stands inside another, as one field, and whether it is to run by itself; null for the whole workbench. */
export function embedInAddress(fragment: string): { runs: boolean } | null {
  if (!/^#\/embed(\?|$)/.test(fragment)) return null;
  return { runs: new URLSearchParams(fragment.slice(fragment.indexOf("?") + 1)).get("run") === "1" };
}

/** Keeps room and address together, and hands over a spec that arrives in the address while the page is open. */
export function followAddress(store: Workbench["store"], open: (text: string) => void): void {
  store.getState().goTo(roomInAddress(location.hash));
  window.addEventListener("hashchange", () => {
    store.getState().goTo(roomInAddress(location.hash));
    const spec = specInAddress(location.hash);
    if (spec !== null) open(spec);
  });
  store.subscribe(({ room, run }, before) => {
    if (room !== before.room && room !== roomInAddress(location.hash)) history.pushState(null, "", `#/${room}`);
    // A link describes the run it opened, not those that follow.
    if (before.run.id !== null && run.id !== before.run.id && specInAddress(location.hash) !== null) history.replaceState(null, "", `#/${room}`);
  });
}

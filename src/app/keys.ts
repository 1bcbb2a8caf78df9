import { matchKeyBindingPress, parseKeybinding } from "tinykeys";
import { useEffect } from "react";
import type { Action } from "../actions/define";
import { actions } from "../actions/index";
import type { WorkbenchState } from "../state/store";
import { useWorkbenchItself } from "../state/use-workbench";

/** Milliseconds in which the second key of a sequence such as `g 1` is waited for. */
const sequenceMs = 1000;

/**
 * Carries out the actions whose keys are pressed. Keys without Ctrl or ⌘ may be turned off altogether
 * (WCAG 2.1, success criterion 2.1.4); those that a control uses itself are left to it, and in a field of text only those act that say so.
 */
export function useActionKeys(): void {
  const workbench = useWorkbenchItself();
  useEffect(() => {
    let before: { event: KeyboardEvent; at: number } | null = null;
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.isComposing || /^(Control|Shift|Alt|Meta)$/.test(event.key)) return;
      const first = before && event.timeStamp - before.at < sequenceMs ? before.event : null;
      before = { event, at: event.timeStamp };
      const action = actionOf(event, first, workbench.store.getState());
      if (!action) return;
      before = null;
      event.preventDefault();
      void action.run(workbench);
    };
    window.addEventListener("keydown", onKeyDown);
    return () => window.removeEventListener("keydown", onKeyDown);
  }, [workbench]);
}

/** The action that a key stands for at present, or a key after another. */
function actionOf(event: KeyboardEvent, first: KeyboardEvent | null, state: WorkbenchState): Action | undefined {
  const withModifier = event.ctrlKey || event.metaKey;
  const typing = holds(event.target, textField);
  return [...actions].find((action) => {
    const { keys, room, available, whileTyping = false } = action;
    if (keys === undefined || (room !== undefined && room !== state.room)) return false;
    if (typing ? !whileTyping : !withModifier && (!state.workspace.singleKeys || takenByControl(event))) return false;
    const presses = parseKeybinding(keys);
    const pressed = presses.length === 1 ? [event] : first ? [first, event] : [];
    return pressed.length === presses.length && presses.every((press, i) => matches(pressed[i]!, press)) && (available?.(state) ?? true);
  });
}

/** As tinykeys matches, and letters of a keyboard that has no Latin ones by their place. */
function matches(event: KeyboardEvent, press: ReturnType<typeof parseKeybinding>[number]): boolean {
  const [modifiers, key] = press;
  if (matchKeyBindingPress(event, press)) return true;
  const isLetter = typeof key === "string" && /^[a-z]$/i.test(key);
  return isLetter && !/^[ -~]$/.test(event.key) && matchKeyBindingPress(event, [modifiers, `Key${key.toUpperCase()}`]);
}

const textField =
  "input:not([type='checkbox'], [type='radio'], [type='range'], [type='button']), textarea, select, [contenteditable='true'], .monaco-editor";
/** What finds its entries by letters, or stands over the room. */
const choosing = "[role='listbox'], [role='menu'], [role='dialog']";
/** What is pressed or moved, and the keys for that. */
const pressed = "input, button, a, [role='slider'], [role='separator'], [role='tab']";
const pressingKeys = /^( |Enter|Escape|Home|End|Page.*|Arrow.*)$/;

/** Whether a control that has the focus has a use of its own for the key. */
const takenByControl = ({ target, key }: KeyboardEvent): boolean => holds(target, choosing) || (pressingKeys.test(key) && holds(target, pressed));

const holds = (target: EventTarget | null, selector: string): boolean => target instanceof Element && target.closest(selector) !== null;

/** A key as it is written on this keyboard: "Ctrl+K", "⌘K", "G then 1". */
export function keyInWords(keys: string, isMac = /Mac|iP(hone|ad)/.test(navigator.platform)): string {
  const names: Readonly<Record<string, string>> = {
    $mod: isMac ? "⌘" : "Ctrl",
    Shift: isMac ? "⇧" : "Shift",
    Alt: isMac ? "⌥" : "Alt",
    Space: "Space",
  };
  const press = (text: string) => {
    // Shift is part of a sign such as "?", and of none that is a letter.
    const parts = text.split("+").filter((part, _, all) => part !== "Shift" || /^[a-z]$/i.test(all.at(-1)!));
    return parts.map((part) => names[part] ?? part.toUpperCase()).join(isMac ? "" : "+");
  };
  return keys.split(" ").map(press).join(" ");
}

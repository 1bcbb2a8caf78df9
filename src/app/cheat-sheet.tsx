import { useState } from "react";
import { actions } from "../actions/index";
import { useWorkbench } from "../state/use-workbench";
import { Checkbox } from "../ui/checkbox";
import { Dialog } from "../ui/dialog";
import { t } from "../ui/text";
import { keyInWords } from "./keys";
import "./palette.css";

/** Every action that has a key, by group; typing narrows it down. */
export function CheatSheet() {
  const show = useWorkbench((state) => state.showOverlay);
  const singleKeys = useWorkbench((state) => state.workspace.singleKeys);
  const setWorkspace = useWorkbench((state) => state.setWorkspace);
  const [sought, setSought] = useState("");
  const found = [...actions].filter(({ title, keys }) => keys !== undefined && t(title).toLowerCase().includes(sought.trim().toLowerCase()));
  const groups = [...new Set(found.map(({ group }) => group))];
  return (
    <Dialog title={t("Keys")} open onOpenChange={(open) => !open && show(null)} className="keys">
      <h2>{t("Keys")}</h2>
      <p>
        <input
          className="text-field"
          type="search"
          aria-label={t("Search the keys")}
          placeholder={t("Search")}
          value={sought}
          onChange={(event) => setSought(event.target.value)}
        />
      </p>
      <div className="keys-groups">
        {groups.map((group) => (
          <section key={group} aria-label={t(group)}>
            <h3>{t(group)}</h3>
            <dl>
              {found
                .filter((action) => action.group === group)
                .map(({ id, title, keys }) => (
                  <div key={id} style={{ display: "contents" }}>
                    <dt>{t(title)}</dt>
                    <dd>
                      <kbd>{keyInWords(keys!)}</kbd>
                    </dd>
                  </div>
                ))}
            </dl>
          </section>
        ))}
      </div>
      {found.length === 0 && <p className="dim">{t("No key is for that. Everything else is found with {{key}}.", { key: keyInWords("$mod+k") })}</p>}
      <p className="dim">
        {t(
          "Over a field: arrows read cells, Shift for ten at a time, + and − zoom, 0 shows the whole. Keys keep their usual meaning while text is typed.",
        )}
      </p>
      <Checkbox
        label={t("keys without Ctrl or ⌘")}
        title={t("Turn them off when they get in the way of dictation or a screen reader.")}
        checked={singleKeys}
        onChange={(next) => setWorkspace({ singleKeys: next })}
      />
    </Dialog>
  );
}

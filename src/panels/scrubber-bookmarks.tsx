import { useState, type FormEvent } from "react";
import { useWorkbench } from "../state/use-workbench";
import { Button } from "../ui/button";
import { formatCount } from "../ui/format";
import { Popover } from "../ui/popover";
import { t } from "../ui/text";

/** Steps with a name: give one to the shown step, go to one, delete one. */
export function ScrubberBookmarks() {
  const open = useWorkbench((state) => state.run.id !== null);
  const count = useWorkbench((state) => state.timeline.bookmarks.length);
  return (
    <Popover
      label={t("Bookmarks")}
      trigger={
        <Button look="plain" disabled={!open} title={t("Steps with a name")}>
          {count === 0 ? t("Bookmarks") : t("Bookmarks ({{number}})", { number: count })}
        </Button>
      }
    >
      <NewBookmark />
      <List />
    </Popover>
  );
}

function NewBookmark() {
  const step = useWorkbench((state) => state.run.step);
  const add = useWorkbench((state) => state.addBookmark);
  const [name, setName] = useState("");
  const usual = t("Step {{step}}", { step: formatCount(step) });
  const keep = (event: FormEvent) => {
    event.preventDefault();
    add(name.trim() || usual);
    setName("");
  };
  return (
    <form className="bookmark-new" onSubmit={keep}>
      <input
        className="text-field"
        aria-label={t("Name of the bookmark")}
        placeholder={usual}
        value={name}
        maxLength={80}
        onChange={(event) => setName(event.target.value)}
      />
      <Button type="submit">{t("Add")}</Button>
    </form>
  );
}

function List() {
  const bookmarks = useWorkbench((state) => state.timeline.bookmarks);
  const remove = useWorkbench((state) => state.removeBookmark);
  const goToStep = useWorkbench((state) => state.goToStep);
  const newest = useWorkbench((state) => state.run.newest);
  if (bookmarks.length === 0)
    return <p className="dim bookmark-none">{t("No step has a name yet. A name given here marks the step that is shown.")}</p>;
  return (
    <ul className="bookmarks">
      {bookmarks.map(({ step, name }) => (
        <li key={step}>
          <Button
            look="plain"
            className="bookmark-go"
            disabled={step > newest}
            onClick={() => void goToStep(step)}
            title={step > newest ? t("Not computed yet: run until this step") : t("Show this step")}
          >
            <span>{name}</span>
            <span className="dim">{t("step {{step}}", { step: formatCount(step) })}</span>
          </Button>
          <Button look="plain" aria-label={t("Delete the bookmark {{name}}", { name })} title={t("Delete")} onClick={() => remove(step)}>
            ×
          </Button>
        </li>
      ))}
    </ul>
  );
}

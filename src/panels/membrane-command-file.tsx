import type { Command } from "../state/membrane-clamp";
import { useWorkbench } from "../state/use-workbench";
import { DropZone } from "../ui/drop-zone";
import { formatSetting, sentence } from "../ui/format";
import { t } from "../ui/text";

/** A command in two columns of a table: times and values. */
export function CommandFile({ command, units }: { command: Command; units: { time: string; value: string } }) {
  const open = useWorkbench((state) => state.openCommandFile);
  const problem = useWorkbench((state) => state.membrane.fileProblem);
  const { file } = command;
  return (
    <div className="command-file">
      <DropZone
        label={t("Open a command")}
        hint={t("Open a command: a CSV of times and values")}
        accept=".csv,.tsv,.txt,.dat"
        onFiles={([given]) => given && void open(given.name, given)}
      />
      {problem && (
        <p role="alert" className="quantity-problem">
          {sentence(problem)}
        </p>
      )}
      {file ? (
        <p className="dim">
          {file.name} {t("{{count}} points", { count: file.times.length })}
          {t(", from {{from}} to {{to}}", { from: formatSetting(file.times[0]), to: formatSetting(file.times.at(-1)) })}
        </p>
      ) : (
        <p className="dim">
          {t("Two columns, times in {{time}} and values in {{value}}; straight lines between the rows.", { time: units.time, value: units.value })}
        </p>
      )}
    </div>
  );
}

import { Select } from "../ui/select";
import { Setting } from "../ui/setting";
import { t } from "../ui/text";

export interface ArrayChoiceProps {
  /** Names of the arrays in an archive. */
  known: readonly string[];
  taken: string;
  onChange(array: string): void;
}

/** Which array of an archive is read. */
export function ArrayChoice({ known, taken, onChange }: ArrayChoiceProps) {
  return (
    <Setting name={t("Array")}>
      <Select look="inline" label={t("Array")} value={taken} options={known.map((name) => ({ value: name, label: name }))} onChange={onChange} />
    </Setting>
  );
}

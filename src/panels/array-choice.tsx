import { Select } from "../ui/select";
import { Setting } from "../ui/setting";

export interface ArrayChoiceProps {
  /** Names of the arrays in an archive. */
  known: readonly string[];
  taken: string;
  onChange(array: string): void;
}

/** Which array of an archive is read. */
export function ArrayChoice({ known, taken, onChange }: ArrayChoiceProps) {
  return (
    <Setting name="Array">
      <Select look="inline" label="Array" value={taken} options={known.map((name) => ({ value: name, label: name }))} onChange={onChange} />
    </Setting>
  );
}

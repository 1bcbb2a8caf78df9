import type { Person } from "../engine/protocol-server";
import { Select } from "../ui/select";
import { roleInWords } from "./server-words";

const roles: readonly Person["role"][] = ["viewer", "researcher", "admin"];

interface ServerRoleChoiceProps {
  label: string;
  value: Person["role"];
  onChange(role: Person["role"]): void;
}

/** What somebody may, as the name of a role. */
export function ServerRoleChoice({ label, value, onChange }: ServerRoleChoiceProps) {
  return (
    <Select<Person["role"]> label={label} value={value} options={roles.map((one) => ({ value: one, label: roleInWords(one) }))} onChange={onChange} />
  );
}

/** A line of text with its name above. */
export function TextField({
  label,
  type = "text",
  value,
  onChange,
  mono = false,
  complete = "off",
  placeholder,
}: {
  label: string;
  type?: "text" | "url" | "email" | "password";
  value: string;
  onChange(value: string): void;
  mono?: boolean;
  /** What a password manager fills in. */
  complete?: string;
  placeholder?: string | undefined;
}) {
  return (
    <label className="server-field">
      <span className="dim">{label}</span>
      <input
        className={mono ? "text-field mono" : "text-field"}
        type={type}
        spellCheck={false}
        autoComplete={complete}
        placeholder={placeholder}
        value={value}
        onChange={(event) => onChange(event.target.value)}
      />
    </label>
  );
}

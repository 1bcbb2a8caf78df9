import { useState } from "react";
import type { InitialSpec } from "../core/spec/run-spec";
import { useWorkbench } from "../state/use-workbench";
import { NumberField } from "../ui/number-field";
import { Select, type Option } from "../ui/select";
import { Setting } from "../ui/setting";
import type { SettingsProps } from "./domain-panel";

const options: Option<InitialSpec["kind"]>[] = [
  { value: "model-default", label: "model's own" },
  { value: "noise", label: "noise", note: "around the uniform steady state" },
  { value: "expression", label: "formula", note: "one per species, in x, y, Lx, Ly and noise(σ)" },
];

/** How the fields begin. */
export function InitialSettings({ spec: { initial }, model }: SettingsProps) {
  const changeSpec = useWorkbench((state) => state.changeSpec);
  if (model.kind === "stepped") return null;
  const set = (next: InitialSpec) => void changeSpec({ initial: next as Parameters<typeof changeSpec>[0]["initial"] });
  const begin: Record<InitialSpec["kind"], () => InitialSpec> = {
    "model-default": () => ({ kind: "model-default" }),
    noise: () => ({ kind: "noise", around: "fixed-point", amplitude: 0.01 }),
    expression: () => (model.initial.kind === "expression" ? model.initial : uniform(Object.keys(model.species))),
    file: () => initial,
  };
  return (
    <>
      <Setting name="start from">
        <Select
          look="inline"
          label="Initial state"
          value={initial.kind}
          options={initial.kind === "file" ? [...options, { value: "file", label: "file" }] : options}
          onChange={(kind) => set(begin[kind]())}
        />
      </Setting>
      {initial.kind === "noise" && (
        <Setting name="amplitude" title="Standard deviation of the noise.">
          <span className="grid-extent">
            <NumberField
              label="Amplitude of the initial noise"
              value={initial.amplitude}
              min={0}
              onChange={(amplitude) => set({ ...initial, amplitude })}
            />
          </span>
        </Setting>
      )}
      {initial.kind === "expression" &&
        Object.keys(model.species).map((name) => (
          <Formula key={name} name={name} text={initial[name] ?? "0"} onChange={(text) => set({ ...initial, [name]: text })} />
        ))}
    </>
  );
}

const uniform = (species: string[]): InitialSpec =>
  ({ kind: "expression", ...Object.fromEntries(species.map((name) => [name, "noise(0.01)"])) }) as InitialSpec;

function Formula({ name, text, onChange }: { name: string; text: string; onChange(text: string): void }) {
  const [draft, setDraft] = useState<string | null>(null);
  const commit = () => {
    if (draft !== null && draft !== text) onChange(draft);
    setDraft(null);
  };
  return (
    <label className="formula">
      <span className="dim">{name} =</span>
      <input
        className="text-field mono"
        spellCheck={false}
        autoComplete="off"
        value={draft ?? text}
        onChange={(event) => setDraft(event.target.value)}
        onBlur={commit}
        onKeyDown={(event) => {
          if (event.key === "Enter") commit();
          if (event.key === "Escape") setDraft(null);
        }}
      />
    </label>
  );
}

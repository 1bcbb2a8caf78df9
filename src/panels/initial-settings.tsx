import type { InitialSpec, RunSpecInput } from "../core/spec/run-spec";
import { useWorkbench } from "../state/use-workbench";
import { FormulaField } from "../ui/formula-field";
import { NumberField } from "../ui/number-field";
import { Select, type Option } from "../ui/select";
import { Setting } from "../ui/setting";
import { t } from "../ui/text";
import type { SettingsProps } from "./domain-panel";
import { refusalOf } from "./formula-check";

const options: Option<InitialSpec["kind"]>[] = [
  { value: "model-default", label: "model's own" },
  { value: "noise", label: "noise", note: "around the uniform steady state" },
  { value: "expression", label: "formula", note: "one per species, in x, y, Lx, Ly and noise(σ)" },
];

/** How the fields begin. */
export function InitialSettings({ spec: { initial }, model }: SettingsProps) {
  const changeSpec = useWorkbench((state) => state.changeSpec);
  if (model.kind === "stepped") return null;
  const set = (next: InitialSpec) => refusalOf((refused) => changeSpec({ initial: next as RunSpecInput["initial"] }, { refused }));
  const begin: Record<InitialSpec["kind"], () => InitialSpec> = {
    "model-default": () => ({ kind: "model-default" }),
    noise: () => ({ kind: "noise", around: "fixed-point", amplitude: 0.01 }),
    expression: () => (model.initial.kind === "expression" ? model.initial : uniform(Object.keys(model.species))),
    file: () => initial,
  };
  return (
    <>
      <Setting name={t("start from")}>
        <Select
          look="inline"
          label={t("Initial state")}
          value={initial.kind}
          options={initial.kind === "file" ? [...options, { value: "file", label: t("file") }] : options}
          onChange={(kind) => void set(begin[kind]())}
        />
      </Setting>
      {initial.kind === "noise" && (
        <Setting name={t("amplitude")} title={t("Standard deviation of the noise.")}>
          <span className="grid-extent">
            <NumberField
              label={t("Amplitude of the initial noise")}
              value={initial.amplitude}
              min={0}
              onChange={(amplitude) => void set({ ...initial, amplitude })}
            />
          </span>
        </Setting>
      )}
      {initial.kind === "expression" &&
        Object.keys(model.species).map((name) => (
          <FormulaField
            key={name}
            label={t("{{name}} at the start", { name })}
            name={`${name} =`}
            text={initial[name] ?? "0"}
            check={(text) => (text === "" ? t("A formula is needed here.") : null)}
            onChange={(text) => set({ ...initial, [name]: text })}
          />
        ))}
    </>
  );
}

const uniform = (species: string[]): InitialSpec =>
  ({ kind: "expression", ...Object.fromEntries(species.map((name) => [name, "noise(0.01)"])) }) as InitialSpec;

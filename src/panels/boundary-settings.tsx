import { resolveBoundary, type SideCondition, type SideConditions } from "../core/field/boundary";
import type { BoundarySpec } from "../core/spec/run-spec";
import { useWorkbench } from "../state/use-workbench";
import { formatSetting, formatUnit } from "../ui/format";
import { NumberField } from "../ui/number-field";
import { Select, type Option } from "../ui/select";
import { Setting } from "../ui/setting";
import type { SettingsProps } from "./domain-panel";

type Kind = SideCondition["kind"] | "mixed";

const options: Option<Kind>[] = [
  { value: "periodic", label: "periodic", note: "what leaves on one side enters on the other" },
  { value: "neumann", label: "no flux", note: "the slope across the boundary is 0" },
  { value: "dirichlet", label: "held value", note: "the value outside is held" },
];

/** One condition for all sides, with a value per species where values are held. Anything richer is told side by side and kept until another is chosen. */
export function BoundarySettings({ spec, model }: SettingsProps) {
  const changeSpec = useWorkbench((state) => state.changeSpec);
  const set = (boundary: BoundarySpec) => void changeSpec({ boundary });
  const { kind, values } = model.kind === "stepped" ? { kind: spec.boundary as Kind, values: {} } : summary(spec, model);
  return (
    <>
      <Setting name="boundary">
        <Select
          look="inline"
          label="Boundary"
          value={kind}
          options={kind === "mixed" ? [...options, { value: "mixed", label: "mixed", note: "set side by side in the spec" }] : options}
          onChange={(next) => next !== "mixed" && set(next)}
        />
      </Setting>
      {kind === "mixed" && <Sides spec={spec} model={model} />}
      {kind === "dirichlet" &&
        Object.entries(values).map(([name, value]) => (
          <Setting key={name} name={`${name} outside`}>
            <span className="grid-extent">
              <NumberField
                label={`Value of ${name} outside the boundary`}
                value={value}
                onChange={(next) =>
                  set(Object.fromEntries(Object.entries({ ...values, [name]: next }).map(([key, held]) => [key, { dirichlet: held }])))
                }
              />
            </span>
            <span className="mono dim">{formatUnit(model.species[name]!.unit)}</span>
          </Setting>
        ))}
    </>
  );
}

/** What holds where, for a boundary that has no control of its own. */
function Sides({ spec: { boundary, grid }, model }: SettingsProps) {
  const resolved = Object.entries(resolveBoundary(boundary, model.species, grid.shape.length as 2 | 3));
  const told = resolved.map(([name, sides]) => [name, sidesInWords(sides)] as const);
  const alike = told.every(([, words]) => words === told[0]![1]);
  return (
    <p className="dim">
      {alike ? told[0]![1] : told.map(([name, words]) => `${name}: ${words}`).join("; ")}. This comes from the spec; a condition chosen above holds on
      all sides instead.
    </p>
  );
}

/** "x− x+ periodic, y− held at 1, y+ no flux". */
function sidesInWords(sides: SideConditions): string {
  const told = Object.entries(sides).map(([side, condition]) => ({ side: side.replace("-", "−"), words: conditionInWords(condition) }));
  const alike = [...new Set(told.map(({ words }) => words))];
  return alike
    .map(
      (words) =>
        `${told
          .filter((one) => one.words === words)
          .map(({ side }) => side)
          .join(" ")} ${words}`,
    )
    .join(", ");
}

function conditionInWords(condition: SideCondition): string {
  if (condition.kind === "periodic") return "periodic";
  if (condition.kind === "dirichlet") return `held at ${formatSetting(condition.value)}`;
  return condition.slope === 0 ? "no flux" : `slope ${formatSetting(condition.slope)}`;
}

/** What a boundary comes down to when all sides of all species agree in kind, and each species holds one value. */
function summary({ boundary, grid }: SettingsProps["spec"], model: SettingsProps["model"]): { kind: Kind; values: Record<string, number> } {
  const resolved = resolveBoundary(boundary, model.species, grid.shape.length as 2 | 3);
  const values: Record<string, number> = {};
  const kinds = new Set<Kind>();
  for (const [name, sides] of Object.entries(resolved)) {
    for (const condition of Object.values(sides)) {
      kinds.add(condition.kind === "neumann" && condition.slope !== 0 ? "mixed" : condition.kind);
      if (condition.kind !== "dirichlet") continue;
      if (name in values && values[name] !== condition.value) kinds.add("mixed");
      values[name] = condition.value;
    }
  }
  const [kind] = kinds;
  return kinds.size === 1 && kind ? { kind, values } : { kind: "mixed", values: {} };
}

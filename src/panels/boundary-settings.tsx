import { useState } from "react";
import type { EquationModel } from "../core/define/model";
import { sidesOf } from "../core/field/grid";
import type { BoundarySpec, Condition, Quantity, RunSpec } from "../core/spec/run-spec";
import type { Side } from "../core/spec/sides";
import { useWorkbench } from "../state/use-workbench";
import { formatUnit } from "../ui/format";
import { FormulaField } from "../ui/formula-field";
import { Select, type Option } from "../ui/select";
import { Setting } from "../ui/setting";
import { t } from "../ui/text";
import {
  boundaryOf,
  freshCondition,
  kindOf,
  quantitiesOf,
  shared,
  tableOf,
  wholeBoundary,
  withConditions,
  withQuantity,
  type BoundaryTable,
  type ConditionKind,
  type FieldSides,
} from "./boundary-edit";
import type { SettingsProps } from "./domain-panel";
import { formulaProblem, quantityOf, refusalOf, varyingIn } from "./formula-check";
import { useRefusal } from "./refusal";

const periodic: Option<"periodic"> = { value: "periodic", label: "periodic", note: "what leaves on one side enters on the other" };
const simple: Option<"periodic" | "neumann" | "dirichlet">[] = [
  periodic,
  { value: "neumann", label: "no flux", note: "the slope across the boundary is 0" },
  { value: "dirichlet", label: "held value", note: "the value outside is held" },
];
const bySide: Option<"sides"> = { value: "sides", label: "side by side", note: "each side and field for itself; slopes, Robin conditions" };
const perSide: Option<ConditionKind>[] = [
  periodic,
  { value: "neumann", label: "slope", note: "∂u/∂n outward, at the face; 0 is no flux" },
  { value: "dirichlet", label: "held value", note: "one spacing outside the last cell" },
  { value: "robin", label: "Robin", note: "a·u + b·∂u/∂n = c at the face" },
];

/** What holds at the sides: one condition for all, or side by side and field by field. */
export function BoundarySettings({ spec, model }: SettingsProps) {
  const changeSpec = useWorkbench((state) => state.changeSpec);
  if (model.kind === "equations") return <EquationBoundary spec={spec} model={model} />;
  return (
    <Setting name={t("boundary")}>
      <Select
        look="inline"
        label={t("Boundary")}
        value={spec.boundary as "periodic" | "neumann" | "dirichlet"}
        options={simple}
        onChange={(boundary) => void changeSpec({ boundary })}
      />
    </Setting>
  );
}

interface EditProps {
  spec: RunSpec;
  model: EquationModel;
  table: BoundaryTable;
  /** Resolves to why it was refused, or null. */
  edit(change: (table: BoundaryTable) => BoundaryTable): Promise<string | null>;
}

function EquationBoundary({ spec, model }: { spec: RunSpec; model: EquationModel }) {
  const changeSpec = useWorkbench((state) => state.changeSpec);
  const [opened, setOpened] = useState(false);
  const [refusal, attempt] = useRefusal();
  const table = tableOf(spec, model);
  const whole = wholeBoundary(table, model);
  const sideBySide = opened || whole === null;
  const setBoundary = (boundary: (now: RunSpec) => BoundarySpec) =>
    refusalOf((refused) => changeSpec((now) => ({ boundary: boundary(now) }), { refused }));
  const edit: EditProps["edit"] = (change) => setBoundary((now) => boundaryOf(change(tableOf(now, model)), model));
  const choose = (next: ConditionKind | "sides") => {
    setOpened(next === "sides");
    if (next !== "sides") attempt(setBoundary(() => next as "periodic" | "neumann" | "dirichlet"));
  };
  return (
    <>
      <Setting name={t("boundary")}>
        <Select<ConditionKind | "sides">
          look="inline"
          label={t("Boundary")}
          value={sideBySide ? "sides" : whole.kind}
          options={[...simple, bySide]}
          onChange={choose}
        />
      </Setting>
      {refusal}
      {sideBySide && <SideBySide spec={spec} model={model} table={table} edit={edit} />}
      {!sideBySide &&
        Object.entries(whole.values).map(([name, value]) => (
          <QuantityField
            key={name}
            label={t("Value of {{name}} outside the boundary", { name })}
            name={t("{{name}}{{unit}} outside", { name, unit: formatUnit(model.species[name]!.unit) })}
            value={value}
            spec={spec}
            model={model}
            onChange={(next) => edit((now) => ({ ...now, [name]: heldAt(now[name]!, next) }))}
          />
        ))}
    </>
  );
}

/** The same value outside every side. */
const heldAt = (sides: FieldSides, value: Quantity): FieldSides => Object.fromEntries(Object.keys(sides).map((side) => [side, { dirichlet: value }]));

const everyField = "*";

/** One row a side, for all fields at once or for one of them. */
function SideBySide({ spec, model, table, edit }: EditProps) {
  const sides = sidesOf(spec.grid.shape.length as 2 | 3);
  const names = Object.keys(table);
  const alike = shared(Object.values(table)) !== null;
  const [chosen, choose] = useState<string | null>(null);
  const field = chosen !== null && (chosen === everyField || names.includes(chosen)) ? chosen : alike ? everyField : names[0]!;
  const fields = field === everyField ? names : [field];
  return (
    <div className="side-by-side" role="group" aria-label={t("Boundary side by side")}>
      {names.length > 1 && (
        <Setting name={t("field")}>
          <Select
            look="inline"
            label={t("Field whose sides are shown")}
            value={field}
            options={[{ value: everyField, label: t("all fields") }, ...names.map((name) => ({ value: name, label: name }))]}
            onChange={choose}
          />
        </Setting>
      )}
      {sides.map((side) => (
        <SideRow
          key={side}
          side={side}
          of={fields.length === names.length ? "" : t(" for {{field}}", { field })}
          conditions={Object.fromEntries(fields.map((name) => [name, table[name]![side]!]))}
          spec={spec}
          model={model}
          onChange={(next) => {
            // What was one view of all fields stays one, although their conditions may differ now.
            choose(field);
            return edit((now) => withConditions(now, side, Object.fromEntries(fields.map((name) => [name, next(now[name]![side]!, name)]))));
          }}
        />
      ))}
    </div>
  );
}

interface SideRowProps {
  side: Side;
  /** " for u", or nothing where all fields are meant. */
  of: string;
  /** By field. */
  conditions: Record<string, Condition>;
  spec: RunSpec;
  model: EquationModel;
  onChange(next: (condition: Condition, field: string) => Condition): Promise<string | null>;
}

/** How the quantities of a condition are written, and what they are called. */
const quantityNames: Record<string, { name: string; words: string }> = {
  slope: { name: "∂u/∂n =", words: "Slope" },
  value: { name: "u =", words: "Value" },
  a: { name: "a =", words: "Robin a" },
  b: { name: "b =", words: "Robin b" },
  c: { name: "c =", words: "Robin c" },
};

function SideRow({ side, of, conditions, spec, model, onChange }: SideRowProps) {
  const [refusal, attempt] = useRefusal();
  const at = side.replace("-", "−");
  const restOf = (field: string) => model.species[field]?.rest;
  const kind = shared(Object.values(conditions).map(kindOf));
  const quantities = kind === null ? [] : Object.entries(conditions).map(([field, condition]) => quantitiesOf(condition, restOf(field)));
  return (
    <>
      <Setting name={<span className="mono">{at}</span>}>
        <Select
          look="inline"
          label={t("Condition at {{at}}{{of}}", { at, of })}
          value={kind}
          placeholder={t("differs by field")}
          options={perSide}
          onChange={(next) => attempt(onChange((_, field) => freshCondition(next, restOf(field))))}
        />
      </Setting>
      {refusal}
      {Object.keys(quantities[0] ?? {}).map((name) => (
        <QuantityField
          key={name}
          label={t("{{words}} at {{at}}{{of}}", { words: t(quantityNames[name]!.words), at, of })}
          name={quantityNames[name]!.name}
          value={shared(quantities.map((own) => own[name]!))}
          spec={spec}
          model={model}
          onChange={(next) => onChange((condition) => withQuantity(condition, name, next))}
        />
      ))}
    </>
  );
}

interface QuantityFieldProps {
  label: string;
  name: string;
  /** Null where the fields differ. */
  value: Quantity | null;
  spec: RunSpec;
  model: EquationModel;
  onChange(value: Quantity): Promise<string | null>;
}

/** A number, or a formula in places, time and the parameters that are numbers. */
function QuantityField({ label, name, value, spec, model, onChange }: QuantityFieldProps) {
  return (
    <FormulaField
      label={label}
      name={name}
      title={t("A number, or a formula in x, y, z, t, Lx, Ly, Lz and the parameters")}
      text={value === null ? "" : String(value)}
      placeholder={t("differs by field")}
      check={(text) =>
        text === ""
          ? t("A number or a formula is needed here.")
          : formulaProblem(text, { params: Object.keys(model.params), varying: varyingIn(spec) })
      }
      onChange={(text) => onChange(quantityOf(text))}
    />
  );
}

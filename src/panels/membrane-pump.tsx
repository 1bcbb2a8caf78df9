import type { Params } from "../core/define/params";
import { transporters } from "../core/membrane/index";
import { useWorkbench } from "../state/use-workbench";
import { sentence } from "../ui/format";
import { ParamForm } from "../ui/param-form";
import { Select } from "../ui/select";
import { Setting } from "../ui/setting";
import { t } from "../ui/text";

/** The pump or exchanger at work in the cell, if any, and its constants. */
export function CellPump() {
  const pump = useWorkbench((state) => state.membrane.cell.pump);
  const problem = useWorkbench(({ membrane }) => membrane.problems["pump"] ?? membrane.problems["ions"]);
  const setCell = useWorkbench((state) => state.setCell);
  const params: Params = pump ? transporters.get(pump.id).params : {};
  return (
    <div className="membrane-pump">
      <Setting name={t("Pump")}>
        <Select
          look="inline"
          label={t("Pump")}
          value={pump?.id ?? "none"}
          options={[
            { value: "none", label: "no pump" },
            ...[...transporters].map(({ id, title, help }) => ({ value: id, label: title, note: help })),
          ]}
          onChange={(id) => setCell({ pump: id === "none" ? null : { id, options: {} } })}
        />
      </Setting>
      {problem && (
        <p role="alert" className="quantity-problem">
          {sentence(problem)}
        </p>
      )}
      {pump && (
        <ParamForm
          params={params}
          values={pump.options}
          onChange={(name, value) => setCell({ pump: { ...pump, options: { ...pump.options, [name]: Number(value) } } })}
        />
      )}
    </div>
  );
}

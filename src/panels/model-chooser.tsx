import { modelOf } from "../core/spec/complete";
import { models } from "../core/models/index";
import { useWorkbench } from "../state/use-workbench";
import { Select } from "../ui/select";

/** Which model runs, and with which of its settings. */
export function ModelChooser() {
  const spec = useWorkbench((state) => state.spec);
  const preset = useWorkbench((state) => state.preset);
  const chooseModel = useWorkbench((state) => state.chooseModel);
  const choosePreset = useWorkbench((state) => state.choosePreset);
  const presets = spec ? modelOf(spec).presets : [];
  return (
    <>
      <Select
        label="Model"
        value={spec && models.has(spec.model) ? spec.model : null}
        placeholder={spec?.model === "custom" ? "Own equations" : "Model"}
        options={[...models].map(({ id, title, summary }) => ({ value: id, label: title, note: summary }))}
        onChange={(id) => void chooseModel(id)}
      />
      {presets.length > 0 && (
        <Select
          label="Preset"
          value={preset}
          placeholder="own setting"
          options={presets.map(({ id, title, note }) => ({ value: id, label: title, note }))}
          onChange={(id) => void choosePreset(id)}
        />
      )}
    </>
  );
}

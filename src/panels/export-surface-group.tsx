import { glb } from "../exporters/glb";
import type { HeightInput } from "../exporters/height-surface";
import { exportFile } from "../exporters/provenance";
import { stl } from "../exporters/stl";
import { NumberField } from "../ui/number-field";
import { Setting } from "../ui/setting";
import { t } from "../ui/text";
import { lookupTable, lutSize } from "../views/colour-maps";
import { rangeNamed, usualRange } from "../views/colour-ranges";
import { shareOf } from "../views/contrast";
import { ExportItem, ExportItems, type ExportGroupProps } from "./export-group";
import type { ExportedState } from "./export-state";
import { formatBytes } from "./measure-files";

/** The shown plane as a landscape. */
export function SurfaceGroup({ state, options, change, job }: ExportGroupProps) {
  const { nx, ny } = state.figure.picture;
  const triangles = 2 * (nx - 1) * (ny - 1);
  const stem = `${state.stem}-${state.field}-surface`;
  const flat = nx < 2 || ny < 2 ? t("a surface needs two cells along each axis") : null;
  const input = () => surfaceOf(state, options.relief);
  return (
    <div className="export-column">
      <Setting name={t("Height, share of the longer side")}>
        <NumberField
          label={t("Height, share of the longer side")}
          value={options.relief}
          min={0.01}
          max={2}
          onChange={(relief) => change({ relief })}
        />
      </Setting>
      <ExportItems>
        <ExportItem
          title={t("Save STL")}
          note={t("a closed body on a base, to print: some {{triangles}} triangles, {{size}}", {
            triangles: 2 * triangles,
            size: formatBytes(100 * triangles),
          })}
          unavailable={flat}
          job={job}
          make={() => exportFile(stl, stem, input(), state.provenance)}
        />
        <ExportItem
          title={t("Save GLB")}
          note={t("with its colours, for viewers of 3D pictures: {{triangles}} triangles, {{size}}", {
            triangles,
            size: formatBytes(36 * nx * ny + 12 * triangles),
          })}
          unavailable={flat}
          job={job}
          make={() => exportFile(glb, stem, input(), state.provenance)}
        />
      </ExportItems>
    </div>
  );
}

function surfaceOf({ figure: { picture, map, range = usualRange, spacing } }: ExportedState, relief: number): HeightInput {
  const contrast = rangeNamed(range.id).contrast(picture, map.kind === "diverging", range);
  const { nx, ny, values, inside = null } = picture;
  const table = lookupTable(map);
  const colour = (value: number): [number, number, number] => {
    const share = shareOf(contrast, value);
    const entry = 4 * Math.round((Number.isNaN(share) ? 0 : share) * (lutSize - 1));
    return [table[entry]! / 255, table[entry + 1]! / 255, table[entry + 2]! / 255];
  };
  return { nx, ny, values, inside, spacing, relief, colour };
}

import type { GridSpec } from "../core/spec/run-spec";
import { useWorkbench } from "../state/use-workbench";
import { FormulaField } from "../ui/formula-field";
import { NumberField } from "../ui/number-field";
import { Select } from "../ui/select";
import { Setting } from "../ui/setting";
import { t } from "../ui/text";
import { boundaryIn } from "./boundary-edit";
import type { SettingsProps } from "./domain-panel";
import { formulaProblem, refusalOf, varyingIn } from "./formula-check";

/** Cells along an axis that a change between two and three dimensions starts from. */
const cubeEdge = 48;

/** Extent, spacing and shape of the domain. */
export function GridSettings({ spec, model }: SettingsProps) {
  const { grid } = spec;
  const changeSpec = useWorkbench((state) => state.changeSpec);
  const stepped = model.kind === "stepped";
  const change = (part: Partial<GridSpec>) => void changeSpec((now) => ({ grid: { ...now.grid, ...part } }));
  const spacings = Array.isArray(grid.spacing) ? grid.spacing : [grid.spacing];
  const axes = grid.shape.length === 3 ? ["z", "y", "x"] : ["y", "x"];
  const setExtent = (axis: number, cells: number) =>
    void changeSpec((now) => ({
      grid: { ...now.grid, shape: now.grid.shape.map((n, i) => (stepped || i === axis ? cells : n)) as GridSpec["shape"] },
    }));
  const extents = grid.shape.map((cells, axis) => ({ cells, axis })).reverse();
  return (
    <>
      <Setting name={t("grid")} title={t("Cells along x, y and z.")}>
        {(stepped ? extents.slice(0, 1) : extents).map(({ cells, axis }, i) => (
          <span key={axis} className="grid-extent">
            {i > 0 && <span aria-hidden="true">×</span>}
            <NumberField
              label={t("Cells along {{axis}}", { axis: axes[axis] })}
              value={cells}
              min={1}
              max={16384}
              integer
              step={16}
              onChange={(n) => setExtent(axis, n)}
            />
          </span>
        ))}
        {model.dimensions.length > 1 && (
          <Select
            look="inline"
            label={t("Dimensions")}
            value={String(grid.shape.length)}
            options={model.dimensions.map((d) => ({ value: String(d), label: `${d}D` }))}
            onChange={(d) => {
              const edge = d === "3" ? cubeEdge : model.grid.shape.at(-1)!;
              const shape = Array.from({ length: Number(d) }, () => edge) as GridSpec["shape"];
              // Another dimension has another stability limit: the step that was right would explode.
              void changeSpec((now) => ({
                grid: { ...now.grid, shape, spacing: spacings[0]! },
                integrator: { ...now.integrator, dt: "auto" },
                ...(model.kind === "equations" && { boundary: boundaryIn(Number(d) as 2 | 3, now, model) }),
              }));
            }}
          />
        )}
      </Setting>
      {!stepped && (
        <>
          <Setting name={t("spacing")} title={t("Distance between neighbouring cells, in the model's unit of length.")}>
            {spacings.map((h, i) => (
              <span key={i} className="grid-extent">
                <NumberField
                  label={spacings.length > 1 ? t("Spacing along {{axes}}", { axes: axes[i] }) : t("Spacing")}
                  value={h}
                  min={1e-9}
                  onChange={(next) =>
                    void changeSpec(({ grid: now }) => ({
                      grid: { ...now, spacing: Array.isArray(now.spacing) ? now.spacing.map((old, k) => (k === i ? next : old)) : next },
                    }))
                  }
                />
              </span>
            ))}
          </Setting>
          <Setting name={t("stencil")} title={t("Neighbours in the Laplacian: 5 (7 in 3D), or 9 (27), which prefers no direction.")}>
            <Select
              look="inline"
              label={t("Stencil")}
              value={grid.stencil}
              options={[
                { value: "standard", label: t("standard"), note: t("5 points, 7 in three dimensions") },
                { value: "isotropic", label: t("isotropic"), note: t("9 points, 27 in three dimensions: no direction is preferred") },
              ]}
              onChange={(stencil) => change({ stencil })}
            />
          </Setting>
          <MaskSetting spec={spec} model={model} />
        </>
      )}
    </>
  );
}

/** A disc that touches the sides of a square, an ellipse elsewhere. */
const exampleMask = "1-(2*x/Lx-1)^2-(2*y/Ly-1)^2";

/** All cells belong to the domain where the text is empty. */
function withMask({ mask: _, ...whole }: GridSpec, text: string): GridSpec {
  return text === "" ? whole : { ...whole, mask: text };
}

function MaskSetting({ spec, model }: SettingsProps) {
  const { mask } = spec.grid;
  const changeSpec = useWorkbench((state) => state.changeSpec);
  if (typeof mask === "object")
    return (
      <Setting name={t("mask")} title={t("Cells where the array is above 0 belong to the domain. Those outside are drawn like the others.")}>
        {"file" in mask ? <code>{mask.file}</code> : t("painted, strokes: {{n}}", { n: mask.painted.length })}
      </Setting>
    );
  return (
    <>
      <FormulaField
        label={t("Mask")}
        name={t("mask")}
        title={t(
          "A formula in x, y, z, Lx, Ly, Lz and the parameters: cells where it is above 0 belong to the domain, all when it is empty. Nothing diffuses across the edge. {{exampleMask}} is a disc.",
          { exampleMask },
        )}
        placeholder={exampleMask}
        text={mask ?? ""}
        check={(text) => (text === "" ? null : formulaProblem(text, { params: Object.keys(model.params), varying: varyingIn(spec), still: true }))}
        onChange={(text) => refusalOf((refused) => changeSpec(({ grid }) => ({ grid: withMask(grid, text) }), { refused }))}
      />
      {mask !== undefined && <p className="dim setting-note">{t("Measures take in the cells outside, too.")}</p>}
    </>
  );
}

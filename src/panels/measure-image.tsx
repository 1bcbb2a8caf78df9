import { useMemo, useState } from "react";
import { finiteRange } from "../core/metrics/threshold";
import { useWorkbench } from "../state/use-workbench";
import { Button } from "../ui/button";
import { formatCount, formatSetting } from "../ui/format";
import { Select } from "../ui/select";
import { Slider } from "../ui/slider";
import { t } from "../ui/text";
import { greyRaster } from "../views/mask-image";
import { MeasuredPicture } from "../views/measured-picture";
import { LegendItem } from "../views/overlay-legend";
import type { PictureLayers } from "../views/picture-layers";
import { MeasureExport } from "./measure-export";
import { useOverlay } from "./measure-overlay";
import { metricOf, overlayKinds, type OverlayKind } from "./measure-overlay-kinds";
import { middlePlane, planeOfImage } from "./measure-overlay-picture";
import { useShownImage } from "./measure-preview";
import { edgesOf, measuredShape, rectangleIn, withRectangle } from "./measure-region";

/** The image that is open, with what is drawn over it and the ways to choose that. */
export function MeasureImage() {
  const facts = useWorkbench((state) => state.measure);
  const change = useWorkbench((state) => state.changeImageSetting);
  const openMetric = useWorkbench((state) => state.openMetric);
  const image = facts.image!;
  const { region, calibration } = facts.setting;
  const shape = useMemo(() => measuredShape(image.shape), [image]);
  const [kind, setKind] = useState<OverlayKind>("set");
  const [edge, setEdge] = useState<number | null>(null);
  const [chosenPlane, setPlane] = useState(() => middlePlane(facts));
  const [choosing, setChoosing] = useState(false);

  // Another file may have the same name and fewer planes.
  const plane = Math.min(chosenPlane, shape.length === 3 ? shape[0]! - 1 : 0);
  const shown = useShownImage()!;
  const range = useMemo(() => finiteRange(shown.values), [shown]);
  const shownPlane = useMemo(() => planeOfImage(shown, plane), [shown, plane]);
  const base = useMemo(() => greyRaster(shownPlane, [range?.min ?? 0, range?.max ?? 1]), [shownPlane, range]);
  const choice = useMemo(() => ({ kind, edge, plane }), [kind, edge, plane]);
  const { overlay, legend, wordsAt, edges } = useOverlay(shown, facts, choice);
  const part = useMemo(() => rectangleIn(region, shape, plane), [region, shape, plane]);
  const layers = useMemo((): PictureLayers => ({ base, overlay, part: region ? part : null, outside: part === null }), [base, overlay, part, region]);

  const spacing = edgesOf(calibration, image.shape);
  const notFinite = range ? range.notFinite : shown.values.length;
  const choose = (next: OverlayKind) => {
    setKind(next);
    const metric = metricOf(next);
    if (metric) openMetric(metric);
  };
  const title = overlayKinds.find(({ value }) => value === kind)!.label;
  return (
    <div className="measure-picture" role="group" aria-label={image.name}>
      <div className="measure-bar">
        <span className="measure-name">
          {image.name} <span className="dim">{image.shape.join(" × ")}</span>
        </span>
        <span className="measure-over">
          <span className="dim">{t("Drawn over it")}</span>
          <Select label={t("Drawn over it")} look="inline" value={kind} options={overlayKinds} onChange={choose} />
        </span>
        <span className="measure-acts">
          <Button look="plain" aria-pressed={choosing} onClick={() => setChoosing(!choosing)}>
            {choosing ? t("Stop choosing") : t("Choose a part")}
          </Button>
          {region && (
            <Button look="plain" onClick={() => change({ region: null })}>
              {t("Whole image")}
            </Button>
          )}
          <MeasureExport />
        </span>
      </div>
      <MeasuredPicture
        layers={layers}
        spacing={spacing && [spacing.at(-2)!, spacing.at(-1)!]}
        unit={calibration?.unit ?? ""}
        label={`${image.name}${kind === "none" ? "" : t(", over it {{title}}", { title: t(title).toLowerCase() })}`}
        valueAt={({ x, y }) => shownPlane.values[shownPlane.start + y * shownPlane.nx + x]!}
        wordsAt={wordsAt}
        choosing={choosing}
        onChosen={(rectangle) => change({ region: withRectangle(region, shape, rectangle) })}
        onChoosingEnded={() => setChoosing(false)}
        under={
          <>
            <span className="measure-legend" role="status">
              {choosing ? t("Drag over the part that is to be measured.") : legend}
              {notFinite > 0 && (
                <LegendItem mark="not-finite">{t("{{n}} cells are no finite number", { n: formatCount(notFinite), count: notFinite })}</LegendItem>
              )}
            </span>
            {edges.length > 1 && <BoxSlider edges={edges} edge={overlay?.kind === "boxes" ? overlay.edge : edges[0]!} onChange={setEdge} />}
            {shape.length === 3 && (
              <span className="measure-slider">
                <span className="dim">{t("Plane {{plane}}", { plane })}</span>
                <Slider label={t("Plane")} value={plane} min={0} max={shape[0]! - 1} integer onChange={setPlane} />
              </span>
            )}
          </>
        }
      />
    </div>
  );
}

/** One of the edges that were counted, by its place among them. */
function BoxSlider({ edges, edge, onChange }: { edges: readonly number[]; edge: number; onChange(edge: number): void }) {
  const words = t("{{n}} cells", { n: formatSetting(edge), count: edge });
  return (
    <span className="measure-slider">
      <span className="dim">{t("Edge {{words}}", { words })}</span>
      <Slider
        label={t("Edge of the boxes")}
        value={Math.max(0, edges.indexOf(edge))}
        min={0}
        max={edges.length - 1}
        integer
        valueText={words}
        onChange={(index) => onChange(edges[index]!)}
      />
    </span>
  );
}

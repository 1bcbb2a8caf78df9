import { useMemo, useState, type ReactNode } from "react";
import { finiteRange } from "../core/metrics/threshold";
import { useWorkbench, useWorkbenchStore } from "../state/use-workbench";
import { Button } from "../ui/button";
import { Checkbox } from "../ui/checkbox";
import { DropZone } from "../ui/drop-zone";
import { EmptyState } from "../ui/empty-state";
import { sentence } from "../ui/format";
import { Notice } from "../ui/notice";
import { MaskImage } from "../views/mask-image";
import { definePanel } from "./define";
import { MeasureExport } from "./measure-export";
import { effectiveThreshold } from "./measure-threshold";
import { loadSample, sampleImages } from "./sample-images";
import "./measure.css";

/** Endings that the picker offers; a dropped file is known by how it begins. */
const accepted = ".png,.npy,.npz,.csv,.tsv,.txt,.dat";

function MeasureImagePanel() {
  const image = useWorkbench((state) => state.measure.image);
  const problem = useWorkbench((state) => state.measure.problem);
  const openImage = useWorkbench((state) => state.openImage);
  return (
    <ImageDrop>
      {problem && (
        <Notice
          tone="error"
          actions={
            image
              ? []
              : [{ label: `Try ${sampleImages[0].title}`, onClick: () => void openImage(sampleImages[0].file, () => loadSample(sampleImages[0])) }]
          }
        >
          {sentence(problem.message)}
        </Notice>
      )}
      {image ? <Picture /> : <Invitation />}
    </ImageDrop>
  );
}

/** Takes a file dropped anywhere on the image. */
function ImageDrop({ children }: { children: ReactNode }) {
  const empty = useWorkbench((state) => state.measure.image === null);
  const openImage = useWorkbench((state) => state.openImage);
  return (
    <div className={empty ? "measure-main measure-empty" : "measure-main"}>
      <DropZone
        label="Open an image or array"
        hint="Open an image or array: PNG, NPY, NPZ or CSV"
        accept={accepted}
        onFiles={([file]) => void openImage(file!.name, async () => new Uint8Array(await file!.arrayBuffer()))}
      >
        {children}
      </DropZone>
    </div>
  );
}

function Invitation() {
  const openImage = useWorkbench((state) => state.openImage);
  return (
    <EmptyState
      title="How rough is it?"
      actions={sampleImages.map((sample) => (
        <Button key={sample.file} title={sample.note} onClick={() => void openImage(sample.file, () => loadSample(sample))}>
          {sample.title}
        </Button>
      ))}
    >
      Drop a PNG, a CSV matrix or an NPY array here. A threshold makes a set of it; the set is covered with boxes of many sizes, and how fast their
      number grows is its dimension. Or begin with a sample.
    </EmptyState>
  );
}

function Picture() {
  const store = useWorkbenchStore();
  const facts = useWorkbench((state) => state.measure);
  const [showSet, setShowSet] = useState(true);
  const { image } = facts;
  const shown = useMemo(() => (image ? store.getState().shownImage() : null), [image, store]);
  const range = useMemo((): [number, number] => {
    const finite = shown && finiteRange(shown.values);
    return finite ? [finite.min, finite.max] : [0, 1];
  }, [shown]);
  if (!shown || !image) return null;
  return (
    <figure className="measure-picture">
      <MaskImage
        shape={shown.shape}
        values={shown.values}
        range={range}
        threshold={effectiveThreshold(facts)}
        inverted={facts.invert}
        showSet={showSet}
        title={`${image.name}, the measured set in orange`}
      />
      <figcaption>
        <span className="measure-name">{image.name}</span>{" "}
        <span className="dim">
          {image.shape.join(" × ")}
          {image.shape.length > 2 && ", middle plane"}
        </span>
        <Checkbox label="Show the set" checked={showSet} onChange={setShowSet} />
        <MeasureExport />
      </figcaption>
    </figure>
  );
}

export const measureImagePanel = definePanel({
  id: "measure-image",
  title: "Image",
  room: "measure",
  place: "main",
  ownHeading: true,
  body: MeasureImagePanel,
});

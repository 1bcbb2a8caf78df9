import type { ReactNode } from "react";
import { useWorkbench } from "../state/use-workbench";
import { Button } from "../ui/button";
import { DropZone } from "../ui/drop-zone";
import { EmptyState } from "../ui/empty-state";
import { sentence } from "../ui/format";
import { Notice } from "../ui/notice";
import { t } from "../ui/text";
import { ArrayChoice } from "./array-choice";
import { HowItWasRead } from "./how-it-was-read";
import { pickedFiles } from "./batch-files";
import { definePanel } from "./define";
import { acceptedEndings, acceptedWords } from "./measure-files";
import { MeasureImage } from "./measure-image";
import { isAboutSetting } from "./measure-problem";
import { ReadingFile } from "./reading-file";
import { loadSample, sampleImages } from "./sample-images";
import "./measure.css";

function MeasureImagePanel() {
  const image = useWorkbench((state) => state.measure.image);
  const problem = useWorkbench((state) => state.measure.problem);
  const openImage = useWorkbench((state) => state.openImage);
  const sample = {
    label: t("Try {{title}}", { title: t(sampleImages[0].title) }),
    onClick: () => void openImage(sampleImages[0].file, () => loadSample(sampleImages[0])),
  };
  return (
    <ImageDrop>
      <FileToMeasure />
      {problem && !isAboutSetting(problem) && (
        <Notice tone="error" actions={image ? [] : [sample]}>
          {sentence(problem.message)}
        </Notice>
      )}
      {image ? <MeasureImage key={image.name} /> : <Invitation />}
    </ImageDrop>
  );
}

/** Takes a file dropped anywhere on the image; several at once make a batch. */
function ImageDrop({ children }: { children: ReactNode }) {
  const empty = useWorkbench((state) => state.measure.image === null);
  const openImage = useWorkbench((state) => state.openImage);
  const openBatch = useWorkbench((state) => state.openBatch);
  const open = (files: File[]) => {
    const [file] = files;
    if (files.length > 1) openBatch(pickedFiles(files));
    else if (file) void openImage(file.name, () => Promise.resolve(file));
  };
  return (
    <div className={empty ? "measure-main measure-empty" : "measure-main"}>
      <DropZone
        label={empty ? t("Open an image or array") : t("Open")}
        hint={t("Open an image or array: {{acceptedWords}}", { acceptedWords })}
        accept={acceptedEndings}
        multiple
        onFiles={open}
      >
        {children}
      </DropZone>
    </div>
  );
}

/** The file that is being read, and a way to end that; how it was read, where that can be decided. */
function FileToMeasure() {
  const reading = useWorkbench((state) => state.measure.reading);
  const choice = useWorkbench((state) => state.measure.choice);
  const cancel = useWorkbench((state) => state.cancelOpening);
  const readAnew = useWorkbench((state) => state.readImageAnew);
  if (!reading && !choice) return null;
  return (
    <div className="measure-file">
      {reading && <ReadingFile {...reading} onCancel={cancel} />}
      {choice?.of.kind === "array" && <ArrayChoice known={choice.of.arrays} taken={choice.of.array} onChange={(array) => void readAnew({ array })} />}
      {choice?.of.kind === "layout" && (
        <HowItWasRead
          key={choice.file}
          name={choice.file}
          choice={choice.of}
          decided={choice.decided.layout ?? {}}
          failed={choice.failed}
          onChange={(layout) => void readAnew({ layout: { ...choice.decided.layout, ...layout } })}
          onReset={() => void readAnew({})}
        />
      )}
    </div>
  );
}

function Invitation() {
  const openImage = useWorkbench((state) => state.openImage);
  return (
    <EmptyState
      title={t("How rough is it?")}
      actions={sampleImages.map((sample) => (
        <Button key={sample.file} title={t(sample.note)} onClick={() => void openImage(sample.file, () => loadSample(sample))}>
          {t(sample.title)}
        </Button>
      ))}
    >
      {t(
        "Drop an image, a matrix or a volume here: {{acceptedWords}}. A threshold makes a set of it; the set is covered with boxes of many sizes, and how fast their number grows is its dimension. Or begin with a sample.",
        { acceptedWords },
      )}
    </EmptyState>
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

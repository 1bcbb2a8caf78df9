import { useMemo } from "react";
import { modelOf } from "../core/spec/model-of";
import type { LibraryRecord, RunPayload } from "../library/record";
import { useWorkbench } from "../state/use-workbench";
import { formatCount, formatUnit } from "../ui/format";
import { t } from "../ui/text";
import { mapNamed, type ColourMap } from "../views/colour-maps";
import { useFieldLink, type FieldLink } from "../views/field-link";
import { FieldStage } from "../views/field-stage";
import { FieldView } from "../views/field-view";
import type { Picture } from "../views/picture";
import { comparedPictures, spacingOf, still } from "./run-compare-pictures";

/** The map of differences: symmetric, with its middle colour at 0. */
const differenceMap = mapNamed("blue-red");

/** Fields side by side: one colour range, one cursor, one zoom. */
export function RunCompareFields({ runs }: { runs: readonly LibraryRecord<RunPayload>[] }) {
  const { field, difference } = useWorkbench((state) => state.comparedRuns);
  const comparedRun = useWorkbench((state) => state.comparedRun);
  const { colourMap, smooth } = useWorkbench((state) => state.workspace);
  const link = useFieldLink();
  const { pictures, low, high } = useMemo(() => comparedPictures(runs, comparedRun, field, difference), [runs, comparedRun, field, difference]);
  return (
    <FieldStage>
      <ul className="compare-fields">
        {pictures.map(({ record, picture, words }, i) => {
          const differs = difference && i > 0;
          return (
            <li key={record.id} className="compare-field">
              <h3>
                <span className="compare-number">{i + 1}</span> {record.title}
              </h3>
              <p className="dim">{[t("step {{step}}", { step: formatCount(record.step) }), picture && words].filter(Boolean).join(" · ")}</p>
              {picture ? (
                <ComparedField
                  record={record}
                  picture={picture}
                  name={field ?? record.payload.field}
                  differs={differs}
                  map={differs ? differenceMap : mapNamed(colourMap)}
                  // In the difference view the first is shown as it is, in a range of its own.
                  range={difference && i === 0 ? null : { low, high }}
                  smooth={smooth}
                  link={link}
                />
              ) : (
                <p className="compare-none">{words}</p>
              )}
            </li>
          );
        })}
      </ul>
    </FieldStage>
  );
}

interface ComparedFieldProps {
  record: LibraryRecord<RunPayload>;
  picture: Picture;
  name: string;
  differs: boolean;
  map: ColourMap;
  range: { low: number; high: number } | null;
  smooth: boolean;
  link: FieldLink;
}

function ComparedField({ record, picture, name, differs, map, range, smooth, link }: ComparedFieldProps) {
  const source = useMemo(() => still(picture), [picture]);
  const { low, high } = range ?? { low: 0, high: 0 };
  const choice = useMemo(() => ({ id: low < high ? "fixed" : "auto", low, high }), [low, high]);
  const species = modelOf(record.spec).species[name];
  const title = t(species?.title ?? name);
  return (
    <FieldView
      source={source}
      nx={picture.nx}
      ny={picture.ny}
      map={map}
      range={choice}
      smooth={smooth}
      spacing={spacingOf(record.spec)}
      symbol={differs ? `Δ${name}` : name}
      unit={formatUnit(species?.unit ?? "")}
      label={
        differs
          ? t("{{title}} of {{run}} less that of the first", { title, run: record.title })
          : t("{{title}} of {{run}}", { title, run: record.title })
      }
      link={link}
      name={record.id}
    />
  );
}

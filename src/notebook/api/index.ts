import { controlsFamily, type ControlsApi } from "./controls";
import { dataFamily, type DataApi } from "./data";
import { drawFamily, type DrawApi } from "./draw";
import type { CellContext } from "./family";
import { ionFamily, type IonApi } from "./ion";
import { learningFamily, type LearningApi } from "./learning";
import { measureFamily, type MeasureApi } from "./measure";
import { numbersFamily, type NumbersApi } from "./numbers";
import { questionFamily, type QuestionApi } from "./question";
import { seriesFamily, type SeriesApi } from "./series";
import { simulateFamily, type SimulateApi } from "./simulate";
import { sweepFamily, type SweepApi } from "./sweep";

/** The functions of a cell, by the names under which cells know them. A family here stands in `../cell-api-types.ts` too. */
export type CellApi = SimulateApi &
  SweepApi &
  MeasureApi &
  SeriesApi &
  IonApi &
  LearningApi &
  DataApi &
  DrawApi &
  ControlsApi &
  QuestionApi &
  NumbersApi;

export const createCellApi = (context: CellContext): CellApi => ({
  ...simulateFamily(context),
  ...sweepFamily(context),
  ...measureFamily(context),
  ...seriesFamily(context),
  ...ionFamily(context),
  ...learningFamily(context),
  ...dataFamily(context),
  ...drawFamily(context),
  ...controlsFamily(context),
  ...questionFamily(context),
  ...numbersFamily(context),
});

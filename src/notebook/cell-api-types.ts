import { controlsTypes } from "./api/controls-types";
import { dataTypes } from "./api/data-types";
import { drawTypes } from "./api/draw-types";
import { ionTypes } from "./api/ion-types";
import { learningTypes } from "./api/learning-types";
import { measureTypes } from "./api/measure-types";
import { numbersTypes } from "./api/numbers-types";
import { questionTypes } from "./api/question-types";
import { seriesTypes } from "./api/series-types";
import { simulateTypes } from "./api/simulate-types";
import { surroundingTypes } from "./api/surrounding-types";
import { sweepTypes } from "./api/sweep-types";

/** The cell API as TypeScript declarations, for completion and checking in the editor; a test holds them against the functions themselves. */
export const cellApiTypes = [
  simulateTypes,
  sweepTypes,
  measureTypes,
  seriesTypes,
  ionTypes,
  learningTypes,
  dataTypes,
  drawTypes,
  controlsTypes,
  questionTypes,
  numbersTypes,
  surroundingTypes,
].join("");

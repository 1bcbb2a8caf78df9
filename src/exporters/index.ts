import { registry } from "../core/define/registry";
import { bundle } from "./bundle";
import { csv } from "./csv";
import type { Exporter, FileBytes } from "./exporter";
import { gif } from "./gif";
import { glb } from "./glb";
import { html } from "./html";
import { json } from "./json";
import { npy } from "./npy";
import { npz } from "./npz";
import { parquet } from "./parquet";
import { pdf } from "./pdf";
import { png } from "./png";
import { specJson } from "./spec-json";
import { stl } from "./stl";
import { svg } from "./svg";
import { mp4, webm } from "./video";
import { vti } from "./vti";
import { zarr } from "./zarr";

/** Every format there is. Each takes its own kind of input, so encode through the member itself. */
export const exporters = registry<Exporter<never, FileBytes | Promise<FileBytes>>>("export format", [
  png,
  svg,
  pdf,
  mp4,
  webm,
  gif,
  csv,
  parquet,
  npy,
  npz,
  vti,
  zarr,
  stl,
  glb,
  json,
  specJson,
  html,
  bundle,
]);

import { registry } from "../core/define/registry";
import { csv } from "./csv";
import type { Exporter } from "./exporter";
import { json } from "./json";
import { npy } from "./npy";
import { npz } from "./npz";
import { parquet } from "./parquet";
import { png } from "./png";
import { specJson } from "./spec-json";
import { svg } from "./svg";

/** The order here is the order in the menu. Each takes its own kind of input, so encode through the member itself. */
export const exporters = registry<Exporter<never>>("export format", [png, svg, csv, parquet, npy, npz, json, specJson]);

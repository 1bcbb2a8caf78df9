import { describe, expect, it } from "vitest";
import { camelCase } from "../../cli/camel-case";
import type { Imported } from "../../src/connectors/connector";
import { readFile } from "../../src/connectors/index";
import type { PlainValue } from "../../src/core/define/params";
import { metrics } from "../../src/core/metrics/index";
import { createEngineHost } from "../../src/engine/host";
import { npy } from "../../src/exporters/npy";
import { provenanceOf } from "../../src/exporters/provenance";
import { measuredRecord, reportsOf } from "../../src/panels/measure-metric-tables";
import type { ImageSetting } from "../../src/state/measure-slice";
import { fakeTerminal } from "../support/cli";
import { withSpectrum } from "../support/grey-fields";
import { fakeWorkbench } from "../support/workbench";

type Json = Record<string, unknown>;
type Record_ = { set: Json; setting: Json; metrics: Record<string, Json & { detail?: Json; leftOut?: Json }>; lacunarityCurve: unknown };

/** What a person sets in the page, and the options of the command line that mean the same. */
interface Case {
  title: string;
  shape: readonly number[];
  setting?: Partial<ImageSetting>;
  options?: Record<string, Record<string, PlainValue>>;
  argv?: string[];
}

const cases: Case[] = [
  { title: "an image as it opens", shape: [72, 64] },
  {
    title: "a part of a calibrated image, inverted, less its background",
    shape: [80, 80],
    setting: {
      threshold: { rule: "hysteresis", low: 0.2, high: 0.4 },
      invert: true,
      region: [[4, 76], [0, 64]], // prettier-ignore
      background: { rule: "opening", radius: 9, background: "bright" },
      calibration: { edge: [0.65, 0.65], unit: "µm" },
    },
    argv: ["--threshold", "hysteresis:0.2:0.4", "--invert", "--region", "4:76,0:64", "--background", "9:bright", "--spacing", "0.65um"],
  },
  {
    title: "a periodic image with neighbours across sides alone and options of one's own",
    shape: [64, 64],
    setting: { threshold: "triangle", periodic: true },
    options: {
      "connected-components": { connectivity: "faces" },
      "euler-number": { connectivity: "faces" },
      "minkowski-functionals": { connectivity: "faces" },
      "perimeter-area-dimension": { connectivity: "4" },
      lacunarity: { r: 5 },
      "persistent-homology": { direction: "superlevel", periodic: false },
      "box-counting": { effort: "live" },
    },
    argv: [
      ...["--threshold", "triangle", "--periodic", "--connectivity", "4", "--set", "lacunarity.r=5", "--set", "box-counting.effort=live"],
      ...["--set", "persistent-homology.direction=superlevel", "--set", "persistent-homology.periodic=false"],
    ],
  },
  {
    title: "a volume",
    shape: [20, 24, 24],
    setting: { threshold: 0.55 },
    options: { "connected-components": { connectivity: "all" } },
    argv: ["--threshold", "0.55", "--connectivity", "26"],
  },
];

/** Correlated noise between 0 and 1, as f32. */
function blobs(shape: readonly number[]): Float32Array {
  const { values } = withSpectrum(shape, (k) => 1 / (0.05 + k ** 3), 11);
  const [low, high] = [Math.min(...values), Math.max(...values)];
  return Float32Array.from(values, (value) => (value - low) / (high - low));
}

const plain = <T>(value: unknown): T => JSON.parse(JSON.stringify(value)) as T;

/** What the page exports of a file, measured by the thread that it measures with. */
async function onPage(name: string, bytes: Uint8Array<ArrayBuffer>, { setting, options = {} }: Case): Promise<Record_> {
  const { getState: state } = fakeWorkbench({
    importFile: (file, given, wanted): Promise<Imported> => Promise.resolve(readFile(file, given as Uint8Array, wanted)),
    startSeriesAnalyst: () => Object.assign(createEngineHost(), { dispose: () => undefined }),
  }).store;
  const quiet = () => expect.poll(() => state().measure.busy, { timeout: 60_000 }).toBe(false);
  for (const [id, chosen] of Object.entries(options))
    for (const [option, value] of Object.entries(chosen)) state().setMetricOption(id, option, value);
  await state().openImage(name, () => Promise.resolve(bytes));
  if (setting) state().changeImageSetting(setting);
  await quiet();
  const { measure } = state();
  return plain(measuredRecord(measure.image!, measure.setting, measure.result!, reportsOf(measure)));
}

/** Held against the record, under the names of the command line. */
function ofRecord({
  detail = {},
  value,
  interval = null,
  range = null,
  reason,
  unit,
  physical,
  physicalRange,
  noise,
  options,
  warnings = [],
}: Json & { detail?: Json }): Json {
  const { reason: rangeReason, ...rest } = detail;
  const found = value === null ? { value, reason, interval: null, range: null } : { value, interval, range };
  return {
    ...rest,
    ...(rangeReason !== undefined && { rangeReason }),
    ...found,
    unit,
    ...(physical !== null && { physical }),
    ...(physicalRange !== undefined && { physicalRange }),
    noise,
    warnings,
    options,
  };
}

describe.each(cases)("$title", (given) => {
  it("has the same numbers on the page and on the command line, all of them", async () => {
    const values = blobs(given.shape);
    const bytes = npy.encode({ shape: given.shape, values }, provenanceOf(null));
    const terminal = fakeTerminal();
    terminal.file("field.npy", bytes);
    const { code, err, json } = await terminal.mfn("measure", "field.npy", ...(given.argv ?? []), "--json");
    expect({ code, err }).toEqual({ code: 0, err: "" });
    const printed = json<Json[]>()[0]!;
    const page = await onPage("field.npy", bytes as Uint8Array<ArrayBuffer>, given);

    const { shape, threshold, inverted, foreground, notFinite } = page.set as { threshold: Json } & Json;
    expect(printed).toMatchObject({ shape, threshold: threshold["value"], thresholdRule: threshold["rule"], inverted, foreground, notFinite });
    expect(printed["warnings"]).toEqual(page.set["warnings"]);
    expect(Object.keys(page.metrics)).toEqual(metrics.ids);
    expect(printed["lacunarity"]).toEqual(page.lacunarityCurve);
    let defined = 0;
    for (const id of metrics.ids) {
      const record = ofRecord(page.metrics[id]!);
      if (record["value"] !== null) defined++;
      const key = camelCase(id);
      if (id === "box-counting") {
        const { dimension, null: randomMasks, ...rest } = printed[key] as Json;
        expect(dimension, id).toBe(record["value"]);
        expect(randomMasks).toMatchObject({ dimension: (record["noise"] as Json[])[0]?.["mean"] ?? null });
        if (dimension !== null) expect(record, id).toMatchObject(rest);
        continue;
      }
      const { leftOut = {}, ...rest } = printed[id === "lacunarity" ? "lacunarityAtEdge" : key] as Json;
      // Maps of the whole image are not printed; the paths of branches are left out within them.
      expect(record, id).toMatchObject(rest);
      const missing = Object.keys(record).filter((name) => !(name in rest));
      expect(Object.keys(leftOut as Json), id).toEqual(expect.arrayContaining(missing));
    }
    expect(defined).toBeGreaterThan(given.shape.length === 2 ? 10 : 8);
  });
});

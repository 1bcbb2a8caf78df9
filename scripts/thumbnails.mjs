// Makes the pictures of the models in the gallery, public/thumbnails/<model>.png: node scripts/thumbnails.mjs [model …]
// Each is the last state of the run that `thumbnailSpec` describes; the file carries that run's spec and its hash, so that a test
// can tell a stale one. Without names it makes those that are missing or stale.
import { existsSync } from "node:fs";
import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { decode, encode } from "fast-png";
import { createServer } from "vite";
import { root } from "./install.mjs";

const folder = join(root, "public", "thumbnails");
/** Colours of a picture: enough for smooth slopes, few enough for a small file. */
const shades = 48;
/** Of a picture along a side; it is shown 96 wide. */
const mostPixels = 112;

const vite = await createServer({ root, configFile: false, appType: "custom", logLevel: "error", server: { middlewareMode: true } });
const { models } = await vite.ssrLoadModule("/src/core/models/index.ts");
const { thumbnailSpec } = await vite.ssrLoadModule("/src/core/spec/thumbnail.ts");
const { complete } = await vite.ssrLoadModule("/src/core/spec/complete.ts");
const { hashSpec } = await vite.ssrLoadModule("/src/core/spec/hash.ts");
const { colourMaps, lookupTable } = await vite.ssrLoadModule("/src/views/colour-maps.ts");
const { readNpy } = await vite.ssrLoadModule("/src/connectors/npy-file.ts");
const { provenanceEntries, provenanceOf } = await vite.ssrLoadModule("/src/exporters/provenance.ts");
const { main } = await vite.ssrLoadModule("/cli/main.ts");
const { endKernelThreads } = await vite.ssrLoadModule("/cli/kernel-threads.ts");

const scratch = await mkdtemp(join(tmpdir(), "thumbnails-"));
await mkdir(folder, { recursive: true });
const wanted = process.argv.slice(2);
for (const model of wanted.length > 0 ? wanted.map((id) => models.get(id)) : models) {
  if (wanted.length === 0 && (await isFresh(model))) continue;
  const state = await finalState(thumbnailSpec(model));
  if (state === null) continue;
  const bytes = picture(state);
  await writeFile(join(folder, `${model.id}.png`), bytes);
  console.log(`${model.id}: ${state.spec.record.fields[0]} after ${state.spec.steps} steps, ${bytes.length} bytes`);
}
await rm(scratch, { recursive: true });
await endKernelThreads();
await vite.close();

/** Whether the picture that is there was made by the run of today. */
async function isFresh(model) {
  const file = join(folder, `${model.id}.png`);
  if (!existsSync(file)) return false;
  return decode(await readFile(file)).text["mfn:spec-hash"] === hashSpec(complete(thumbnailSpec(model)).spec);
}

/** Runs a spec by the command line, from its source; null, and a complaint, where that fails: the others are made all the same. */
async function finalState(input) {
  const file = join(scratch, "state.npy");
  let out = "";
  let complaint = "";
  const io = {
    cwd: scratch,
    env: {},
    interactive: false,
    out: (text) => (out += text),
    err: (text) => (complaint += text),
    readStdin: async () => JSON.stringify(input),
    packageRoot: root,
  };
  const code = await main(["run", "-", "--json", "--threads", "1", "--out", file], io);
  if (code !== 0) {
    console.error(`${input.model}: ${complaint}`);
    process.exitCode = 1;
    return null;
  }
  const { shape, values } = readNpy(file, await readFile(file));
  return { spec: JSON.parse(out).spec, shape, values };
}

/** The plane, or the middle one of a volume, in viridis from the 0.5 to the 99.5 percentile, row 0 at the top as in the Lab. */
function picture({ spec, shape, values }) {
  const [rows, columns] = shape.slice(-2);
  const first = shape.length === 3 ? Math.floor(shape[0] / 2) * columns * rows : 0;
  const { plane, width, height } = shrunk(values.subarray(first, first + columns * rows), columns, rows);
  const sorted = Float64Array.from(plane).sort();
  const low = sorted[Math.floor(0.005 * sorted.length)];
  const high = sorted[Math.ceil(0.995 * sorted.length) - 1];
  const shadeOf = (value) => Math.round((shades - 1) * (high > low ? Math.min(1, Math.max(0, (value - low) / (high - low))) : 0.5));
  const data = Uint8Array.from(plane, shadeOf);
  const table = lookupTable(colourMaps.get("viridis"));
  const palette = Array.from({ length: shades }, (_, i) => {
    const at = 4 * Math.round((255 * i) / (shades - 1));
    return [...table.slice(at, at + 3)];
  });
  const text = Object.fromEntries(Object.entries(provenanceEntries(provenanceOf(spec))).map(([name, value]) => [`mfn:${name}`, value]));
  return encode({ width, height, data, palette, channels: 1, depth: 8, text }, { zlib: { level: 9 } });
}

/** A plane of at most `mostPixels` along a side, each pixel the mean of the cells under it. */
function shrunk(plane, columns, rows) {
  const scale = Math.max(1, Math.max(columns, rows) / mostPixels);
  const [width, height] = [Math.round(columns / scale), Math.round(rows / scale)];
  const share = (pixel, pixels, cells) => [(pixel * cells) / pixels, ((pixel + 1) * cells) / pixels];
  const mean = (x, y) => {
    const [left, right] = share(x, width, columns);
    const [top, bottom] = share(y, height, rows);
    let [sum, weight] = [0, 0];
    for (let j = Math.floor(top); j < bottom; j++)
      for (let i = Math.floor(left); i < right; i++) {
        const part = (Math.min(i + 1, right) - Math.max(i, left)) * (Math.min(j + 1, bottom) - Math.max(j, top));
        sum += part * plane[j * columns + i];
        weight += part;
      }
    return sum / weight;
  };
  return { plane: Float64Array.from({ length: width * height }, (_, i) => mean(i % width, Math.floor(i / width))), width, height };
}

// Makes the sample images of the Measure room: node scripts/make-samples.mjs
// All of them are computed here from fixed seeds, so nothing in them is anybody else's.
import { mkdirSync, writeFileSync } from "node:fs";
import { encode } from "fast-png";

const folder = new URL("../public/samples/images/", import.meta.url);
mkdirSync(folder, { recursive: true });

const save = (name, side, grey) => {
  const data = Uint8Array.from(grey, (value) => Math.round(255 * Math.min(1, Math.max(0, value))));
  writeFileSync(new URL(`${name}.png`, folder), encode({ width: side, height: side, channels: 1, data }, { zlib: { level: 9 } }));
};

save("triangle", 256, triangle(256));
save("aggregate", 384, aggregate(384, 6500, 11));
save("veins", 384, veins(384, 5));
save("white-noise", 256, whiteNoise(256, 0.2, 3));

/** Sierpiński triangle: no binary digit that both coordinates have. Dimension log 3 / log 2 by proof. */
function triangle(side) {
  return Array.from({ length: side * side }, (_, i) => ((Math.floor(i / side) & (i % side)) === 0 ? 1 : 0));
}

/** Diffusion-limited aggregation (Witten, Sander 1981): walkers from a circle stick to what they touch. */
function aggregate(side, particles, seed) {
  const random = generator(seed);
  const grid = new Float64Array(side * side);
  const centre = side / 2;
  grid[centre * side + centre] = 1;
  let reach = 1;
  for (let stuck = 1; stuck < particles && reach < centre - 8;) {
    const angle = 2 * Math.PI * random();
    const start = reach + 3;
    let [y, x] = [Math.round(centre + start * Math.sin(angle)), Math.round(centre + start * Math.cos(angle))];
    for (;;) {
      const away = Math.hypot(y - centre, x - centre);
      if (away > Math.min(1.6 * reach + 12, centre - 2)) break;
      if (grid[(y + 1) * side + x] || grid[(y - 1) * side + x] || grid[y * side + x + 1] || grid[y * side + x - 1]) {
        grid[y * side + x] = 1;
        reach = Math.max(reach, away);
        stuck++;
        break;
      }
      const step = Math.floor(4 * random());
      if (step === 0) y++;
      else if (step === 1) y--;
      else if (step === 2) x++;
      else x--;
    }
  }
  return grid;
}

/** Veins grown towards sources of auxin (Runions et al. 2005, ACM Trans. Graph. 24:702), thicker towards the stem, on an uneven ground. */
function veins(side, seed) {
  const random = generator(seed);
  const inLeaf = (x, y) => {
    const t = y / side;
    return t > 0.04 && t < 0.96 && Math.abs(x / side - 0.5) < 0.42 * Math.sin(Math.PI * t) ** 0.8;
  };
  const nodes = [{ x: side / 2, y: 0.95 * side, parent: -1, weight: 0 }];
  const spots = Array.from({ length: 5200 }, () => ({ x: side * random(), y: side * random() })).filter(({ x, y }) => inLeaf(x, y));
  let sources = spots.map((spot) => ({ ...spot, nearest: 0, distance: Math.hypot(spot.x - nodes[0].x, spot.y - nodes[0].y) }));
  for (let round = 0; round < 600 && sources.length > 0; round++) {
    const pulls = new Map();
    for (const { x, y, nearest, distance } of sources) {
      if (distance > 0.25 * side) continue;
      const pull = pulls.get(nearest) ?? { x: 0, y: 0 };
      pulls.set(nearest, { x: pull.x + (x - nodes[nearest].x) / distance, y: pull.y + (y - nodes[nearest].y) / distance });
    }
    const before = nodes.length;
    for (const [parent, { x, y }] of pulls) {
      const length = Math.hypot(x, y) || 1;
      nodes.push({ x: nodes[parent].x + (2.4 * x) / length, y: nodes[parent].y + (2.4 * y) / length, parent, weight: 0 });
    }
    for (const source of sources) {
      for (let i = before; i < nodes.length; i++) {
        const distance = Math.hypot(source.x - nodes[i].x, source.y - nodes[i].y);
        if (distance < source.distance) Object.assign(source, { nearest: i, distance });
      }
    }
    sources = sources.filter(({ distance }) => distance > 3.2);
  }
  for (let i = nodes.length - 1; i > 0; i--) {
    nodes[i].weight ||= 1;
    nodes[nodes[i].parent].weight += nodes[i].weight;
  }
  const ground = Array.from(
    { length: side * side },
    (_, i) => 0.2 + 0.06 * Math.sin((i % side) / 41) + 0.05 * Math.cos(Math.floor(i / side) / 53) + 0.08 * random(),
  );
  for (const { x, y, parent, weight } of nodes.slice(1)) {
    const from = nodes[parent];
    const radius = 0.45 + 0.11 * Math.sqrt(weight);
    for (let t = 0; t <= 1; t += 0.2) dab(ground, side, from.x + t * (x - from.x), from.y + t * (y - from.y), radius, 0.62 + 0.2 * random());
  }
  return ground;
}

/** Brightens the pixels within a radius, softly at its rim. */
function dab(grey, side, x, y, radius, brightness) {
  for (let j = Math.floor(y - radius - 1); j <= y + radius + 1; j++) {
    for (let i = Math.floor(x - radius - 1); i <= x + radius + 1; i++) {
      if (j < 0 || i < 0 || j >= side || i >= side) continue;
      const cover = Math.min(1, Math.max(0, radius + 0.5 - Math.hypot(i - x, j - y)));
      grey[j * side + i] = Math.max(grey[j * side + i], cover * brightness);
    }
  }
}

function whiteNoise(side, density, seed) {
  const random = generator(seed);
  return Array.from({ length: side * side }, () => (random() < density ? 1 : 0));
}

/** Uniform numbers in [0, 1): mulberry32. */
function generator(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let word = Math.imul(state ^ (state >>> 15), state | 1);
    word ^= word + Math.imul(word ^ (word >>> 7), word | 61);
    return ((word ^ (word >>> 14)) >>> 0) / 4294967296;
  };
}

import { GLSL3, Mesh, OrthographicCamera, PlaneGeometry, Scene, ShaderMaterial, Vector4 } from "three";
import type { Contrast } from "./contrast";
import { createFieldTextures, fieldLookup } from "./field-textures";
import type { Picture } from "./picture";
import type { Viewport } from "./viewport";

const vertexShader = /* glsl */ `
out vec2 place; // share of the picture, y down
void main() {
  place = vec2(uv.x, 1.0 - uv.y);
  gl_Position = vec4(position.xy, 0.0, 1.0);
}`;

/** Contour lines, at most. */
export const mostLevels = 32;

/**
 * Values first, colours last: interpolation happens between values, and each result is looked up once. A cell outside the
 * domain is not drawn and lends its neighbours nothing. Where values go round a circle, neighbours are met the short way.
 */
const fragmentShader = /* glsl */ `
precision highp float;
precision highp sampler2D;
${fieldLookup}
uniform vec4 view;
uniform bool blend;
uniform float period;
uniform float levels[${mostLevels}];
uniform int lines;
uniform float thick;
in vec2 place;
out vec4 colour;

float near(float a, float b) { return period > 0.0 ? b - period * round((b - a) / period) : b; }

void main() {
  vec2 at = view.xy + place * view.zw;
  // Interpolation puts pixels of the outermost row a rounding error outside.
  if (any(lessThan(at, vec2(-0.001))) || any(greaterThan(at, grid + 0.001))) discard;
  if (!inside(ivec2(floor(at)))) discard;
  float value = fetch(held(ivec2(floor(at))));
  float between = value;
  bool whole = true;
  if (blend || lines > 0) {
    vec2 corner = floor(at - 0.5);
    vec2 f = at - 0.5 - corner;
    ivec2 i = held(ivec2(corner)), j = held(ivec2(corner) + 1);
    ivec2 ib = ivec2(j.x, i.y), ic = ivec2(i.x, j.y);
    float a = fetch(i), b = near(a, fetch(ib)), c = near(a, fetch(ic)), d = near(a, fetch(j));
    // A cell that holds NaN makes the mean one; so does infinity times nothing.
    float mean = mix(mix(a, b, f.x), mix(c, d, f.x), f.y);
    if (period > 0.0) mean -= period * round(mean / period);
    whole = finite(mean) && (!masked || (inside(i) && inside(ib) && inside(ic) && inside(j)));
    if (whole) between = mean;
    if (blend) value = whole ? mean : f.y < 0.5 ? (f.x < 0.5 ? a : b) : f.x < 0.5 ? c : d;
  }
  vec3 shade = coloured(value);
  // Lines are as wide everywhere: the distance from a level is told in pixels, by how fast values change between them.
  float rise = fwidth(between);
  if (lines > 0 && whole && rise > 0.0) {
    float off = 1e30;
    for (int i = 0; i < lines; i++) off = min(off, abs(between - levels[i]));
    off /= rise * thick;
    shade = mix(shade, vec3(0.0), 0.5 * (1.0 - smoothstep(0.9, 1.6, off)));
    shade = mix(shade, vec3(1.0), 1.0 - smoothstep(0.35, 0.9, off));
  }
  colour = vec4(shade, 1.0);
}`;

/** A field as a plane that fills its place: one geometry, one material, three textures, whatever it shows. */
export interface FieldDrawing {
  scene: Scene;
  camera: OrthographicCamera;
  /** @param levels values of contour lines. */
  show(picture: Picture, contrast: Contrast, levels: readonly number[]): void;
  setTable(table: Uint8Array<ArrayBuffer>): void;
  /** @param period of values that go round a circle; 0 for those that do not. */
  setView(view: Viewport, blend: boolean, period: number): void;
  /** Frees the graphics memory of all that was made here. */
  dispose(): void;
}

export function createFieldDrawing(): FieldDrawing {
  const textures = createFieldTextures();
  const uniforms = {
    ...textures.uniforms,
    view: { value: new Vector4(0, 0, 1, 1) },
    blend: { value: false },
    period: { value: 0 },
    levels: { value: new Float32Array(mostLevels) },
    lines: { value: 0 },
    thick: { value: devicePixelRatio },
  };
  const material = new ShaderMaterial({ glslVersion: GLSL3, vertexShader, fragmentShader, uniforms, depthTest: false, transparent: true });
  const geometry = new PlaneGeometry(2, 2);
  const mesh = new Mesh(geometry, material);
  mesh.frustumCulled = false;
  const scene = new Scene();
  scene.add(mesh);

  return {
    scene,
    camera: new OrthographicCamera(),
    show(picture, contrast, levels) {
      textures.show(picture, contrast);
      uniforms.lines.value = Math.min(mostLevels, levels.length);
      levels.slice(0, mostLevels).forEach((level, i) => (uniforms.levels.value[i] = level - textures.base()));
    },
    setTable: textures.setTable,
    setView({ x0, y0, width, height }, blend, period) {
      uniforms.view.value.set(x0, y0, width, height);
      uniforms.blend.value = blend;
      uniforms.period.value = period;
    },
    dispose() {
      textures.dispose();
      material.dispose();
      geometry.dispose();
    },
  };
}

import {
  DataTexture,
  FloatType,
  GLSL3,
  Mesh,
  NearestFilter,
  PlaneGeometry,
  RedFormat,
  RGBAFormat,
  ShaderMaterial,
  UnsignedByteType,
  Vector2,
  Vector3,
  Vector4,
} from "three";
import { lutSize, notFiniteColour } from "./colour-maps";
import type { Contrast } from "./contrast";
import type { Picture } from "./picture";
import type { Viewport } from "./viewport";

const vertexShader = /* glsl */ `
out vec2 place; // share of the picture, y down
void main() {
  place = vec2(uv.x, 1.0 - uv.y);
  gl_Position = vec4(position.xy, 0.0, 1.0);
}`;

/**
 * Values first, colours last: interpolation happens between values, and each result is looked up once. A cell outside the
 * domain is not drawn and lends its neighbours nothing. A cell that
 * holds NaN or infinity is told by its exponent bits (compilers may optimise isnan away) and drawn in its own colour.
 */
const fragmentShader = /* glsl */ `
precision highp float;
precision highp sampler2D;
uniform sampler2D field;
uniform sampler2D domain;
uniform sampler2D lut;
uniform vec2 grid;
uniform vec4 view;
uniform float low;
uniform float scale;
uniform bool masked;
uniform bool blend;
uniform vec3 broken;
in vec2 place;
out vec4 colour;

ivec2 held(ivec2 at) { return clamp(at, ivec2(0), ivec2(grid) - 1); }
float fetch(ivec2 at) { return texelFetch(field, at, 0).r; }
bool inside(ivec2 at) { return !masked || texelFetch(domain, held(at), 0).r > 0.0; }
bool finite(float value) { return (floatBitsToUint(value) & 0x7f800000u) != 0x7f800000u; }

void main() {
  vec2 at = view.xy + place * view.zw;
  // Interpolation puts pixels of the outermost row a rounding error outside.
  if (any(lessThan(at, vec2(-0.001))) || any(greaterThan(at, grid + 0.001))) discard;
  if (!inside(ivec2(floor(at)))) discard;
  float value;
  if (blend) {
    vec2 corner = floor(at - 0.5);
    vec2 f = at - 0.5 - corner;
    ivec2 i = held(ivec2(corner)), j = held(ivec2(corner) + 1);
    ivec2 ib = ivec2(j.x, i.y), ic = ivec2(i.x, j.y);
    float a = fetch(i), b = fetch(ib), c = fetch(ic), d = fetch(j);
    // A cell that holds NaN makes the mean one; so does infinity times nothing.
    float mean = mix(mix(a, b, f.x), mix(c, d, f.x), f.y);
    bool whole = !masked || (inside(i) && inside(ib) && inside(ic) && inside(j));
    value = whole && finite(mean) ? mean : f.y < 0.5 ? (f.x < 0.5 ? a : b) : f.x < 0.5 ? c : d;
  } else {
    value = fetch(held(ivec2(floor(at))));
  }
  if (!finite(value)) {
    colour = vec4(broken, 1.0);
    return;
  }
  float t = clamp((value - low) * scale, 0.0, 1.0);
  colour = vec4(texelFetch(lut, ivec2(int(t * ${(lutSize - 1).toFixed(1)} + 0.5), 0), 0).rgb, 1.0);
}`;

/** A field as a plane that fills the canvas: one geometry, one material, three textures, whatever it shows. */
export interface FieldDrawing {
  mesh: Mesh;
  show(picture: Picture, contrast: Contrast): void;
  setTable(table: Uint8Array<ArrayBuffer>): void;
  setView(view: Viewport, blend: boolean): void;
  /** Frees the graphics memory of all that was made here. */
  dispose(): void;
}

export function createFieldDrawing(): FieldDrawing {
  let field = fieldTexture(1, 1);
  let domain = domainTexture(Uint8Array.of(0), 1, 1);
  let bounds: Uint8Array | null = null;
  let shown = "";
  const lut = new DataTexture(new Uint8Array(4 * lutSize), lutSize, 1, RGBAFormat);
  lut.minFilter = lut.magFilter = NearestFilter;
  const uniforms = {
    field: { value: field },
    domain: { value: domain },
    masked: { value: false },
    lut: { value: lut },
    grid: { value: new Vector2(1, 1) },
    view: { value: new Vector4(0, 0, 1, 1) },
    low: { value: 0 },
    scale: { value: 1 },
    blend: { value: false },
    broken: { value: new Vector3(...notFiniteColour.map((channel) => channel / 255)) },
  };
  const material = new ShaderMaterial({ glslVersion: GLSL3, vertexShader, fragmentShader, uniforms, depthTest: false, transparent: true });
  const geometry = new PlaneGeometry(2, 2);
  const mesh = new Mesh(geometry, material);
  mesh.frustumCulled = false;

  return {
    mesh,
    show({ key, nx, ny, values, inside = null }, { low, high }) {
      if (key === shown) return;
      shown = key;
      if (field.image.width !== nx || field.image.height !== ny) {
        field.dispose();
        field = uniforms.field.value = fieldTexture(nx, ny);
        uniforms.grid.value.set(nx, ny);
      }
      if (inside !== bounds) {
        bounds = inside;
        uniforms.masked.value = inside !== null;
        if (inside) {
          domain.dispose();
          domain = uniforms.domain.value = domainTexture(inside, nx, ny);
        }
      }
      // Doubles lose digits here, so the low end is taken off first: a small ripple on a large value stays visible.
      const base = values instanceof Float64Array ? low : 0;
      const texels = field.image.data as Float32Array;
      if (base === 0) texels.set(values);
      else for (let i = 0; i < texels.length; i++) texels[i] = values[i]! - base;
      field.needsUpdate = true;
      uniforms.low.value = low - base;
      uniforms.scale.value = 1 / (high - low);
    },
    setTable(table) {
      lut.image.data!.set(table);
      lut.needsUpdate = true;
      shown = "";
    },
    setView({ x0, y0, width, height }, blend) {
      uniforms.view.value.set(x0, y0, width, height);
      uniforms.blend.value = blend;
    },
    dispose() {
      field.dispose();
      domain.dispose();
      lut.dispose();
      material.dispose();
      geometry.dispose();
      shown = "";
    },
  };
}

function fieldTexture(nx: number, ny: number): DataTexture {
  const texture = new DataTexture(new Float32Array(nx * ny), nx, ny, RedFormat, FloatType);
  texture.minFilter = texture.magFilter = NearestFilter;
  return texture;
}

function domainTexture(inside: Uint8Array, nx: number, ny: number): DataTexture {
  const texture = new DataTexture(Uint8Array.from(inside), nx, ny, RedFormat, UnsignedByteType);
  texture.minFilter = texture.magFilter = NearestFilter;
  texture.needsUpdate = true;
  return texture;
}

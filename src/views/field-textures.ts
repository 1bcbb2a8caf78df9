import { DataTexture, FloatType, NearestFilter, RedFormat, RGBAFormat, UnsignedByteType, Vector2, Vector3, type IUniform } from "three";
import { lutSize, notFiniteColour } from "./colour-maps";
import type { Contrast } from "./contrast";
import type { Picture } from "./picture";

/**
 * What shaders need to read a field and to colour a value. A value that is NaN or infinite is told by its exponent bits (compilers may
 * optimise isnan away) and gets its own colour; so does one without a logarithm where the range has one.
 */
export const fieldLookup = /* glsl */ `
uniform sampler2D field;
uniform sampler2D domain;
uniform sampler2D lut;
uniform vec2 grid;
uniform float low;
uniform float scale;
uniform bool logarithmic;
uniform bool masked;
uniform vec3 broken;

ivec2 held(ivec2 at) { return clamp(at, ivec2(0), ivec2(grid) - 1); }
float fetch(ivec2 at) { return texelFetch(field, at, 0).r; }
bool inside(ivec2 at) { return !masked || texelFetch(domain, held(at), 0).r > 0.0; }
bool finite(float value) { return (floatBitsToUint(value) & 0x7f800000u) != 0x7f800000u; }
bool drawable(float value) { return finite(value) && (!logarithmic || value > 0.0); }
/** Share of the range, 0 to 1. */
float share(float value) { return clamp(((logarithmic ? log(value) : value) - low) * scale, 0.0, 1.0); }
vec3 coloured(float value) {
  if (!drawable(value)) return broken;
  return texelFetch(lut, ivec2(int(share(value) * ${(lutSize - 1).toFixed(1)} + 0.5), 0), 0).rgb;
}`;

export interface FieldTextures {
  uniforms: Record<"field" | "domain" | "lut" | "grid" | "low" | "scale" | "logarithmic" | "masked" | "broken", IUniform>;
  show(picture: Picture, contrast: Contrast): void;
  setTable(table: Uint8Array<ArrayBuffer>): void;
  /** What has been taken off the values that the shader reads. */
  base(): number;
  /** Frees the graphics memory. */
  dispose(): void;
}

/** A field, its domain and a colour map on the graphics card. Textures are made anew only when the grid or the domain is another. */
export function createFieldTextures(): FieldTextures {
  let field = fieldTexture(1, 1);
  let domain = domainTexture(Uint8Array.of(0), 1, 1);
  let bounds: Uint8Array | null = null;
  let shown = "";
  let base = 0;
  const lut = nearest(new DataTexture(new Uint8Array(4 * lutSize), lutSize, 1, RGBAFormat));
  const uniforms = {
    field: { value: field },
    domain: { value: domain },
    masked: { value: false },
    lut: { value: lut },
    grid: { value: new Vector2(1, 1) },
    low: { value: 0 },
    scale: { value: 1 },
    logarithmic: { value: false },
    broken: { value: new Vector3(...notFiniteColour.map((channel) => channel / 255)) },
  };
  return {
    uniforms,
    show({ key, nx, ny, values, inside = null, rows = ny }, { low, high, logarithmic = false }) {
      if (key === shown) return;
      shown = key;
      if (field.image.width !== nx || field.image.height !== ny) {
        field.dispose();
        field = uniforms.field.value = fieldTexture(nx, ny);
      }
      uniforms.grid.value.set(nx, rows);
      if (inside !== bounds) {
        bounds = inside;
        uniforms.masked.value = inside !== null;
        if (inside) {
          domain.dispose();
          domain = uniforms.domain.value = domainTexture(inside, nx, ny);
        }
      }
      // Doubles lose digits here, so the low end is taken off first: a small ripple on a large value stays visible.
      base = values instanceof Float64Array && !logarithmic ? low : 0;
      const texels = field.image.data as Float32Array;
      if (base === 0) texels.set(values);
      else for (let i = 0; i < texels.length; i++) texels[i] = values[i]! - base;
      field.needsUpdate = true;
      uniforms.low.value = logarithmic ? Math.log(low) : low - base;
      uniforms.scale.value = 1 / (logarithmic ? Math.log(high / low) : high - low);
      uniforms.logarithmic.value = logarithmic;
    },
    setTable(table) {
      lut.image.data!.set(table);
      lut.needsUpdate = true;
      shown = "";
    },
    base: () => base,
    dispose() {
      field.dispose();
      domain.dispose();
      lut.dispose();
      shown = "";
    },
  };
}

const fieldTexture = (nx: number, ny: number): DataTexture => nearest(new DataTexture(new Float32Array(nx * ny), nx, ny, RedFormat, FloatType));

function domainTexture(inside: Uint8Array, nx: number, ny: number): DataTexture {
  const texture = nearest(new DataTexture(Uint8Array.from(inside), nx, ny, RedFormat, UnsignedByteType));
  texture.needsUpdate = true;
  return texture;
}

/** Cells as they are: some graphics cards cannot filter floats, and what is between cells is for the shader to say. */
function nearest(texture: DataTexture): DataTexture {
  texture.minFilter = texture.magFilter = NearestFilter;
  return texture;
}

import { DoubleSide, GLSL3, Mesh, PerspectiveCamera, PlaneGeometry, Scene, ShaderMaterial, Vector2, Vector3 } from "three";
import type { Contrast } from "./contrast";
import type { Cell } from "./field-link";
import { createFieldTextures, fieldLookup } from "./field-textures";
import type { Orbit } from "./orbit";
import type { Picture } from "./picture";
import type { Size } from "./viewport";

/** Height of the highest value over the longer side of the field. */
const relief = 0.2;
/** Points along a side, at most. */
const finest = 256;

const heights = /* glsl */ `
uniform vec2 extent;
/** Height at a place in cells, between the middles of cells straight; what cannot be drawn lies at the foot. */
float heightAt(vec2 at) {
  vec2 corner = floor(at - 0.5);
  vec2 f = at - 0.5 - corner;
  ivec2 i = held(ivec2(corner)), j = held(ivec2(corner) + 1);
  vec4 v = vec4(fetch(i), fetch(ivec2(j.x, i.y)), fetch(ivec2(i.x, j.y)), fetch(j));
  vec4 s = vec4(drawable(v.x) ? share(v.x) : 0.0, drawable(v.y) ? share(v.y) : 0.0, drawable(v.z) ? share(v.z) : 0.0, drawable(v.w) ? share(v.w) : 0.0);
  return ${relief.toFixed(3)} * (mix(mix(s.x, s.y, f.x), mix(s.z, s.w, f.x), f.y) - 0.5);
}`;

const vertexShader = /* glsl */ `
precision highp float;
precision highp sampler2D;
${fieldLookup}
${heights}
out vec2 at;
out vec3 normalAt;
void main() {
  at = clamp(vec2(uv.x, 1.0 - uv.y) * grid, vec2(0.5), grid - 0.5);
  // Slopes over the distance of the points that are drawn, so that a fine grid does not flicker.
  vec2 reach = max(vec2(1.0), grid / ${finest.toFixed(1)});
  float dx = (heightAt(at + vec2(reach.x, 0.0)) - heightAt(at - vec2(reach.x, 0.0))) / (2.0 * reach.x * extent.x / grid.x);
  float dz = (heightAt(at + vec2(0.0, reach.y)) - heightAt(at - vec2(0.0, reach.y))) / (2.0 * reach.y * extent.y / grid.y);
  normalAt = normalize(vec3(-dx, 1.0, -dz));
  vec3 place = vec3((at.x / grid.x - 0.5) * extent.x, heightAt(at), (at.y / grid.y - 0.5) * extent.y);
  gl_Position = projectionMatrix * viewMatrix * vec4(place, 1.0);
}`;

const fragmentShader = /* glsl */ `
precision highp float;
precision highp sampler2D;
${fieldLookup}
uniform vec3 light;
uniform bool smoothly;
in vec2 at;
in vec3 normalAt;
out vec4 colour;
void main() {
  ivec2 cell = held(ivec2(floor(at)));
  if (!inside(cell)) discard;
  float value = fetch(cell);
  if (smoothly) {
    vec2 corner = floor(at - 0.5);
    vec2 f = at - 0.5 - corner;
    ivec2 i = held(ivec2(corner)), j = held(ivec2(corner) + 1);
    float mean = mix(mix(fetch(i), fetch(ivec2(j.x, i.y)), f.x), mix(fetch(ivec2(i.x, j.y)), fetch(j), f.x), f.y);
    if (finite(mean)) value = mean;
  }
  float lit = 0.45 + 0.65 * max(0.0, dot(normalize(normalAt), light));
  colour = vec4(min(coloured(value) * lit, 1.0), 1.0);
}`;

/** A field as heights over its plane, lit from the side. One geometry and one material, made anew only for another number of points. */
export interface SurfaceDrawing {
  scene: Scene;
  camera: PerspectiveCamera;
  show(picture: Picture, contrast: Contrast): void;
  setTable(table: Uint8Array<ArrayBuffer>): void;
  /** @param spacing length of a cell along y and x. */
  setSpacing(spacing: readonly [number, number]): void;
  /** Colours between cells are those of the values between them. */
  setSmooth(smooth: boolean): void;
  look(orbit: Orbit, size: Size): void;
  /** Where the middle of a cell of a height (0 to 1 of the range) is seen, in shares of the picture; null behind the eye. */
  seenAt(cell: Cell, share: number): { x: number; y: number } | null;
  /** The cell that is seen at a place, in shares of the picture; `share` tells how high a cell stands. Null beside the field. */
  cellAt(at: { x: number; y: number }, share: (cell: Cell) => number): Cell | null;
  dispose(): void;
}

/** Places looked at along a ray to find where it meets the surface. */
const paces = 128;

export function createSurfaceDrawing(): SurfaceDrawing {
  const textures = createFieldTextures();
  const extent = { value: new Vector2(1, 1) };
  const uniforms = { ...textures.uniforms, extent, smoothly: { value: true }, light: { value: new Vector3(-0.45, 0.75, -0.5).normalize() } };
  const material = new ShaderMaterial({ glslVersion: GLSL3, vertexShader, fragmentShader, uniforms, side: DoubleSide });
  let geometry = new PlaneGeometry(1, 1, 1, 1);
  const mesh = new Mesh(geometry, material);
  mesh.frustumCulled = false;
  const scene = new Scene();
  scene.add(mesh);
  const camera = new PerspectiveCamera(35, 1, 0.05, 20);
  let [hy, hx, nx, ny] = [1, 1, 0, 0];
  const measure = () => {
    const longest = Math.max(nx * hx, ny * hy, 1e-300);
    extent.value.set((nx * hx) / longest, (ny * hy) / longest);
  };
  return {
    scene,
    camera,
    setTable: textures.setTable,
    setSpacing(spacing) {
      [hy, hx] = spacing;
      measure();
    },
    setSmooth(smooth) {
      uniforms.smoothly.value = smooth;
    },
    show(picture, contrast) {
      if (picture.nx !== nx || picture.ny !== ny) {
        [nx, ny] = [picture.nx, picture.ny];
        geometry.dispose();
        geometry = mesh.geometry = new PlaneGeometry(1, 1, Math.max(1, Math.min(finest, nx) - 1), Math.max(1, Math.min(finest, ny) - 1));
        measure();
      }
      textures.show(picture, contrast);
    },
    look({ azimuth, elevation, distance }, { width, height }) {
      const flat = Math.cos(elevation) * distance;
      camera.position.set(Math.sin(azimuth) * flat, Math.sin(elevation) * distance, Math.cos(azimuth) * flat);
      camera.lookAt(0, 0, 0);
      camera.aspect = width / height;
      // A picture that is narrow sees as much of the width.
      camera.zoom = Math.min(1, camera.aspect);
      camera.updateProjectionMatrix();
      camera.updateMatrixWorld();
    },
    seenAt({ x, y }, share) {
      const place = new Vector3(((x + 0.5) / nx - 0.5) * extent.value.x, relief * (share - 0.5), ((y + 0.5) / ny - 0.5) * extent.value.y);
      place.project(camera);
      return place.z > 1 ? null : { x: (place.x + 1) / 2, y: (1 - place.y) / 2 };
    },
    cellAt(at, share) {
      const ray = new Vector3(2 * at.x - 1, 1 - 2 * at.y, 0.5).unproject(camera).sub(camera.position).normalize();
      if (ray.y >= 0) return null;
      // From where the ray comes down to the highest values to where it leaves the lowest, until it is below the surface.
      for (let i = 0; i <= paces; i++) {
        const height = relief * (0.5 - i / paces);
        const reach = (height - camera.position.y) / ray.y;
        const x = Math.floor(((camera.position.x + reach * ray.x) / extent.value.x + 0.5) * nx);
        const y = Math.floor(((camera.position.z + reach * ray.z) / extent.value.y + 0.5) * ny);
        if (x >= 0 && y >= 0 && x < nx && y < ny && height <= relief * (share({ x, y }) - 0.5)) return { x, y };
      }
      return null;
    },
    dispose() {
      textures.dispose();
      material.dispose();
      geometry.dispose();
    },
  };
}

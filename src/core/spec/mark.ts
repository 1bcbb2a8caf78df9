import "../uncompiled-schemas";
import * as z from "zod/mini";

/** A place `[x, y]` in a plane of cells, x along the last axis of the shape: cell `i` covers [i, i + 1), so that 0.5 is the middle of the first. */
const place = z.tuple([z.number(), z.number()]);
/** In cells. */
const length = z.number().check(z.positive());
const pixels = z.int().check(z.minimum(1), z.maximum(4096));
/** `set` moves a cell's value towards `value` by the mark's opacity there; `add` adds `value` times that opacity. */
const blend = z.enum(["set", "add"]);
/** In three dimensions, the one plane along z that is marked; all of them when absent. */
const plane = z.optional(z.int().check(z.minimum(0)));

/** A round brush drawn along a line; one point is a dab. Opaque within `1 − softness` of the radius, fading to nothing at it. */
const stroke = z.strictObject({
  kind: z.literal("stroke"),
  points: z.array(place).check(z.minLength(1), z.maxLength(20000)),
  radius: length,
  softness: z.number().check(z.minimum(0), z.maximum(1)),
  value: z.number(),
  blend,
  plane,
});
/** A picture of opacities laid over `size` cells from the corner `at`: words, shapes, images. */
const stamp = z.strictObject({
  kind: z.literal("stamp"),
  at: place,
  size: z.tuple([length, length]),
  opacity: z.strictObject({
    width: pixels,
    height: pixels,
    /** Base64 of `width × height` bytes, rows from the top, 255 for opaque. */
    bytes: z.string(),
  }),
  value: z.number(),
  blend,
  plane,
});
/** Adds `amplitude` times a standard normal to each cell, or to those within a circle. */
const noise = z.strictObject({
  kind: z.literal("noise"),
  amplitude: z.number().check(z.minimum(0)),
  seed: z.int().check(z.minimum(0), z.maximum(Number.MAX_SAFE_INTEGER)),
  circle: z.optional(z.strictObject({ at: place, radius: length })),
  plane,
});
/** One value everywhere. */
const fill = z.strictObject({ kind: z.literal("fill"), value: z.number(), plane });

export const mark = z.discriminatedUnion("kind", [stroke, stamp, noise, fill]);
/** Something painted into a plane of cells. As data, so that a painted run can be run again. */
export type Mark = z.infer<typeof mark>;

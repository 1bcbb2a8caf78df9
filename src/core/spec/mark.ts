import { z } from "zod";

/** A place `[x, y]` in a plane of cells, x along the last axis of the shape: cell `i` covers [i, i + 1), so that 0.5 is the middle of the first. */
const place = z.tuple([z.number(), z.number()]);
/** `set` moves a cell's value towards `value` by the mark's opacity there; `add` adds `value` times that opacity. */
const blend = z.enum(["set", "add"]);
/** In three dimensions, the one plane along z that is marked; all of them when absent. */
const plane = z.int().min(0).optional();

/** A round brush drawn along a line; one point is a dab. Opaque within `1 − softness` of the radius, fading to nothing at it. */
const stroke = z.strictObject({
  kind: z.literal("stroke"),
  points: z.array(place).min(1).max(20000),
  /** In cells. */
  radius: z.number().positive(),
  softness: z.number().min(0).max(1),
  value: z.number(),
  blend,
  plane,
});
/** A picture of opacities laid over `size` cells from the corner `at`: words, shapes, images. */
const stamp = z.strictObject({
  kind: z.literal("stamp"),
  at: place,
  size: z.tuple([z.number().positive(), z.number().positive()]),
  opacity: z.strictObject({
    width: z.int().min(1).max(4096),
    height: z.int().min(1).max(4096),
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
  amplitude: z.number().min(0),
  seed: z.int().min(0).max(Number.MAX_SAFE_INTEGER),
  circle: z.strictObject({ at: place, radius: z.number().positive() }).optional(),
  plane,
});
/** One value everywhere. */
const fill = z.strictObject({ kind: z.literal("fill"), value: z.number(), plane });

export const mark = z.discriminatedUnion("kind", [stroke, stamp, noise, fill]);
/** Something painted into a plane of cells. As data, so that a painted run can be run again. */
export type Mark = z.infer<typeof mark>;

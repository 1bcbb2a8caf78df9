import type { FieldFrame, Frames } from "../engine/frames";
import { planeOf, type Picture, type PictureSource } from "../views/picture";

let keys = 0;
/** A key that no picture has had. */
export const nextPictureKey = (): string => String(++keys);

/** The shown plane of the newest frame that has the field; a running engine sends only what is looked at. */
export function pictureSource(frames: Frames, field: string, slice: number, inside: Uint8Array | null): PictureSource {
  let last: { frame: FieldFrame; picture: Picture } | null = null;
  return {
    latest() {
      const frame = frames.latest();
      const values = frame?.fields[field];
      if (!frame || !values) return last && last.frame.run === frame?.run ? last.picture : null;
      if (last?.frame !== frame) {
        const { step, time, shape } = frame;
        last = { frame, picture: { key: nextPictureKey(), inside, step, time, ...planeOf(values, shape, slice) } };
      }
      return last.picture;
    },
    subscribe: (changed) => frames.subscribe(changed),
  };
}

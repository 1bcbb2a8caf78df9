import { WorkbenchError, type ErrorPath } from "../errors";
import { fromBase64 } from "./base64";
import type { Mark } from "./mark";
import type { GridSpec } from "./run-spec";

/**
 * Holds a mark against the grid it is painted on.
 * @throws WorkbenchError `spec/unsupported` for a plane that is not there, `spec/malformed` for a stamp without its bytes, a place far outside.
 */
export function checkMark(mark: Mark, { shape }: Pick<GridSpec, "shape">, path: ErrorPath): void {
  const planes = shape.length === 3 ? shape[0]! : 1;
  if (mark.plane !== undefined && mark.plane >= planes)
    throw new WorkbenchError(
      "spec/unsupported",
      [...path, "plane"],
      `the grid has ${planes} plane${planes === 1 ? "" : "s"} along z, counted from 0, got ${mark.plane}`,
    );
  const reach = 4 * Math.max(...shape) + 16384;
  const far = placesOf(mark).find((place) => place.some((coordinate) => Math.abs(coordinate) > reach));
  if (far)
    throw new WorkbenchError(
      "spec/malformed",
      path,
      `[${far.join(", ")}] is far outside the grid of ${shape.join(" × ")} cells; places are in cells`,
    );
  if (mark.kind === "stroke" && mark.radius > reach)
    throw new WorkbenchError("spec/malformed", [...path, "radius"], `expected at most ${reach} cells, got ${mark.radius}`);
  if (mark.kind !== "stamp") return;
  const { width, height, bytes } = mark.opacity;
  const length = fromBase64(bytes)?.length;
  if (length !== width * height)
    throw new WorkbenchError(
      "spec/malformed",
      [...path, "opacity", "bytes"],
      `expected base64 of ${width} × ${height} = ${width * height} bytes, got ${length === undefined ? "a text that is none" : `${length} bytes`}`,
    );
}

function placesOf(mark: Mark): readonly (readonly [number, number])[] {
  switch (mark.kind) {
    case "stroke":
      return mark.points;
    case "stamp":
      return [mark.at, mark.size];
    case "noise":
      return mark.circle ? [mark.circle.at] : [];
    case "fill":
      return [];
  }
}

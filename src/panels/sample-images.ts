/** Images that ship with the app, made by `scripts/make-samples.mjs`. */
export const sampleImages = [
  { file: "triangle.png", title: "Sierpiński triangle", note: "Dimension log 3 / log 2 = 1.585 by proof" },
  { file: "aggregate.png", title: "Diffusion-limited aggregate", note: "Walkers that stick where they touch; 6500 of them" },
  { file: "veins.png", title: "Leaf veins, grey", note: "Grown towards auxin; needs a threshold" },
  { file: "white-noise.png", title: "White noise", note: "No structure at all, and yet a dimension: the control" },
] as const;

export type SampleImage = (typeof sampleImages)[number];

/** @throws Error when the file cannot be fetched, as without a connection. */
export async function loadSample({ file, title }: SampleImage): Promise<Uint8Array> {
  const answer = await fetch(`${import.meta.env.BASE_URL}samples/images/${file}`);
  if (!answer.ok) throw new Error(`The sample "${title}" could not be loaded (${answer.status}). Reload the page`);
  return new Uint8Array(await answer.arrayBuffer());
}

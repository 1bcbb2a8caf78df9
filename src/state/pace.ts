/** What a frame may take to compute, in milliseconds: a thirtieth of a second … */
const shortest = 1000 / 30;
/** … or, where the screen itself is slower than that, as long as it takes to draw, up to this. */
const longest = 100;
/** Faster than this a pattern grows too quickly to be watched. */
const mostSteps = 32;

/**
 * Steps of the next frame, so that computing one takes its share of time: halfway, on a logarithmic scale, from those of
 * this frame, since single frames are timed badly.
 * @param steps asked for in this frame. @param done steps it was really advanced. @param took milliseconds that took.
 * @param drawn milliseconds the screen took before it was ready for this frame.
 */
export function pacedSteps(steps: number, done: number, took: number, drawn: number): number {
  if (done < 1) return steps;
  const budget = Math.min(longest, Math.max(shortest, drawn));
  const wanted = Math.min(mostSteps, Math.max(1, (done * budget) / Math.max(took, 0.01)));
  const next = Math.sqrt(steps * wanted);
  return wanted > steps ? Math.ceil(next) : Math.floor(next);
}

/**
 * Runs a job that reads the newest state, one at a time: asked again meanwhile, it starts over once it has ended, however often it was asked.
 * @param job is told whether it has been asked again, so that it can drop its result or end early. It handles its own errors.
 * @returns a call that resolves when the newest state has been worked on.
 */
export function newestOnly(job: (overtaken: () => boolean) => Promise<void>): () => Promise<void> {
  let asked = 0;
  let running: Promise<void> | null = null;
  async function work(): Promise<void> {
    let mine: number;
    do {
      mine = asked;
      await job(() => asked !== mine);
    } while (asked !== mine);
    running = null;
  }
  return () => {
    asked++;
    return (running ??= work());
  };
}

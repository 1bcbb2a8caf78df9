import type { EngineApi, RunId } from "../engine/protocol";

/** An engine whose place can be changed under way. */
export interface MovableEngine extends EngineApi {
  /** Opens runs on another engine from now on; `null` for the one at home. Runs opened before stay where they are. */
  moveTo(engine: EngineApi | null): void;
}

/**
 * Sends each call to the engine that its run was opened on, and calls without a run to the present one. What a run is wished to
 * be computed with is about this machine and goes to the engine at home alone.
 */
export function movableEngine(home: EngineApi): MovableEngine {
  let present = home;
  const owners = new Map<RunId, EngineApi>();
  const of = (run: RunId): EngineApi => owners.get(run) ?? present;
  return {
    moveTo(engine) {
      present = engine ?? home;
    },
    describe: () => present.describe(),
    async open(spec, wish) {
      const engine = present;
      const opened = await (engine === home ? engine.open(spec, wish) : engine.open(spec));
      owners.set(opened.run, engine);
      return opened;
    },
    advance: (run, steps, watched) => of(run).advance(run, steps, watched),
    step: (run) => of(run).step(run),
    frame: (run) => of(run).frame(run),
    pause: (run) => of(run).pause(run),
    cancel: (run) => of(run).cancel(run),
    progress: (run) => of(run).progress(run),
    setParameters: (run, parameters) => of(run).setParameters(run, parameters),
    edit: (run, field, mark) => of(run).edit(run, field, mark),
    history: (run) => of(run).history(run),
    goTo: (run, step) => of(run).goTo(run, step),
    save: (run) => of(run).save(run),
    restore: (run, state) => of(run).restore(run, state),
    reset: (run) => of(run).reset(run),
    async close(run) {
      const engine = of(run);
      owners.delete(run);
      await engine.close(run);
    },
    analyse: (spec) => present.analyse(spec),
    analysePlane: (spec, x, y) => present.analysePlane(spec, x, y),
    measure: (request) => present.measure(request),
    measureImage: (request) => present.measureImage(request),
    measureMetric: (request) => present.measureMetric(request),
    openTwins: (spec, request) => present.openTwins(spec, request),
    advanceTwins: (twins, stop) => present.advanceTwins(twins, stop),
    detect: (request) => present.detect(request),
    feed: (request) => present.feed(request),
    measureWindows: (request) => present.measureWindows(request),
    seriesFrame: (request) => present.seriesFrame(request),
  };
}

import type { EngineApi } from "../engine/protocol";

/** An engine that is started with the first call to it, and not before `ready`: what the first picture needs comes before it. */
export function lateEngine(ready: Promise<unknown>, start: () => EngineApi): EngineApi {
  let engine: Promise<EngineApi> | undefined;
  const started = () => (engine ??= ready.then(start));
  return new Proxy({} as EngineApi, {
    get:
      (_, name: keyof EngineApi) =>
      async (...args: never[]) =>
        ((await started())[name] as (...given: never[]) => Promise<unknown>)(...args),
  });
}

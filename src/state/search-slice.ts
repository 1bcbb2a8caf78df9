import { toRecord, WorkbenchError, type ErrorRecord } from "../core/errors";
import { parseJson } from "../connectors/json-text";
import { readFingerprint, type Fingerprint } from "../core/search/fingerprint";
import { completeSearch } from "../core/search/search-spec";
import { searchParameters, type SearchProgress } from "../core/search/search";
import { withInterventions } from "../core/spec/interventions";
import { complete } from "../core/spec/complete";
import { hashSpec } from "../core/spec/hash";
import type { RunSpec } from "../core/spec/run-spec";
import { specAt } from "../core/sweep/runs";
import type { PointsApi, Tile } from "../core/sweep/point";
import type { SweptRange } from "../core/sweep/sweep-spec";
import { createPool, type Pool } from "../engine/pool";
import { newRecord } from "../library/record";
import type { Services } from "./services";
import type { SliceCreator } from "./store";
import { rangeFor } from "./sweep-draft";

export interface SearchDraft {
  model: string;
  /** What may move, between which bounds. */
  parameters: readonly SweptRange[];
  steps: number;
  evaluations: number;
}

export interface SearchFacts {
  /** Where the target came from; null without one. */
  target: { name: string; fingerprint: Fingerprint } | null;
  status: "idle" | "reading" | "running" | "stopped" | "done" | "failed";
  /** Of the search that ran last; pictures are no facts. */
  progress: (Omit<SearchProgress, "best"> & { best: { values: readonly number[]; distance: number } | null }) | null;
  /** What it moved. */
  parameters: readonly SweptRange[];
  /** The spec that it started from, with the steps of each run. */
  base: RunSpec | null;
  problem: ErrorRecord | null;
}

export interface SearchSlice {
  search: SearchFacts;
  searchDraft: SearchDraft | null;
  prepareSearch(): void;
  changeSearchDraft(change: Partial<SearchDraft>): void;
  /** Takes a picture, an array or a fingerprint as what is looked for. */
  takeTarget(file: File): Promise<void>;
  /** Takes a search from a link, ready to be started. Resolves to the spec that it varies; rejects with the WorkbenchError that says what is wrong with it. */
  takeSearch(document: unknown): Promise<RunSpec>;
  /** Resolves when it has ended. */
  startSearch(): Promise<void>;
  /** Ends it at once; the best so far stays. */
  stopSearch(): void;
  /** Opens the best in the Lab. */
  applySearch(): Promise<void>;
  /** The small pictures of the target and of the best, which stand beside the store. */
  searchTile(of: "target" | "best"): Tile | null;
}

/** Of every search of the page: the same target and bounds find the same parameters. */
export const searchSeed = 1;

const tileSide = 96;
const usualSteps = 3000;
const usualEvaluations = 100;
const none: SearchFacts = { target: null, status: "idle", progress: null, parameters: [], base: null, problem: null };

export const createSearchSlice =
  ({
    startPoints,
    cores,
    importFile,
    library,
    engine,
  }: Pick<Services, "startPoints" | "cores" | "importFile" | "library" | "engine">): SliceCreator<SearchSlice> =>
  (set, get) => {
    const tiles: { target: Tile | null; best: Tile | null } = { target: null, best: null };
    let pool: Pool<PointsApi> | null = null;
    let turn = 0;
    const patch = (facts: Partial<SearchFacts>) => set(({ search }) => ({ search: { ...search, ...facts } }));
    const end = () => {
      turn++;
      pool?.dispose();
      pool = null;
    };

    /** What the search came to, in the library. What cannot be kept is still on screen. */
    async function keep(): Promise<void> {
      const { target, progress, parameters } = get().search;
      const spec = bestSpec();
      if (!spec || !progress?.best) return;
      const { version } = await engine.describe();
      const title = `Search: ${target!.name}`;
      const payload = {
        target: target!.fingerprint,
        parameters,
        best: progress.best,
        chance: progress.chance,
        noise: progress.noise,
        near: progress.near,
      };
      const record = newRecord({
        kind: "search",
        spec,
        specHash: hashSpec(spec),
        codeVersion: version,
        title,
        payload,
        metrics: { distance: progress.best.distance },
      });
      await library.put(record, tiles.best ? { thumbnail: tiles.best } : {}).catch(() => undefined);
    }

    function bestSpec() {
      const { base, parameters, progress } = get().search;
      return base && progress?.best ? complete(specAt({ base, parameters: [...parameters] }, progress.best.values)).spec : null;
    }

    return {
      search: none,
      searchDraft: null,
      prepareSearch() {
        const { spec, searchDraft } = get();
        if (!spec || searchDraft?.model === spec.model) return;
        const names = Object.keys(spec.parameters).filter((name) => typeof spec.parameters[name] === "number");
        const parameters = names.slice(0, 2).map((name) => rangeFor(spec, `parameters.${name}`));
        set({ searchDraft: { model: spec.model, parameters, steps: spec.steps > 0 ? spec.steps : usualSteps, evaluations: usualEvaluations } });
      },
      changeSearchDraft: (change) => set(({ searchDraft }) => ({ searchDraft: searchDraft && { ...searchDraft, ...change } })),
      async takeTarget(file) {
        end();
        const mine = turn;
        set({ search: { ...none, status: "reading" } });
        tiles.target = tiles.best = null;
        try {
          if (/\.json$/i.test(file.name)) {
            const fingerprint = readFingerprint(parseJson(await file.text(), file.name));
            if (mine === turn) patch({ status: "idle", target: { name: file.name, fingerprint } });
            return;
          }
          const picture = await importFile(file.name, file, "array");
          if (picture.kind !== "array")
            throw new WorkbenchError("data/unreadable", [], "a table is no picture; drop an image, an array or a fingerprint");
          const thread = startPoints();
          const described = await thread.describePicture({ shape: picture.shape, values: picture.values }).finally(() => thread.dispose());
          if (mine !== turn) return;
          if (!described.fingerprint) throw new WorkbenchError("data/empty", [], "the picture is uniform; drop one with a pattern");
          tiles.target = described.tile;
          patch({ status: "idle", target: { name: file.name, fingerprint: described.fingerprint } });
        } catch (error) {
          if (mine === turn) patch({ status: "failed", problem: toRecord(error) });
        }
      },
      async takeSearch(document) {
        const { base, parameters, target, evaluations } = completeSearch(document);
        end();
        tiles.target = tiles.best = null;
        set({
          search: { ...none, target: { name: "the link", fingerprint: target } },
          searchDraft: { model: base.model, parameters, steps: base.steps, evaluations },
        });
        return base;
      },
      async startSearch() {
        const { spec, searchDraft, search } = get();
        if (!spec || !searchDraft || !search.target) return;
        end();
        const mine = turn;
        const { parameters, steps, evaluations } = searchDraft;
        tiles.best = null;
        const own = (pool = createPool({ size: cores, start: startPoints }));
        try {
          const { spec: base } = complete({ ...withInterventions(spec, []), steps });
          patch({ status: "running", progress: null, parameters, base, problem: null });
          const wanted = { base, parameters: [...parameters], target: search.target.fingerprint, evaluations, seed: searchSeed };
          for await (const { best, ...progress } of searchParameters(
            wanted,
            (request) => own.run((thread) => thread.samplePoint(request)),
            tileSide,
          )) {
            if (mine !== turn) return;
            tiles.best = best?.tile ?? null;
            patch({ progress: { ...progress, best: best && { values: best.values, distance: best.distance } } });
          }
          patch({ status: "done" });
          await keep();
        } catch (error) {
          if (mine === turn) patch({ status: "failed", problem: toRecord(error) });
        } finally {
          if (mine === turn) end();
        }
      },
      stopSearch() {
        end();
        patch({ status: "stopped" });
      },
      async applySearch() {
        const spec = bestSpec();
        if (spec) await get().open(spec, { run: true });
      },
      searchTile: (of) => tiles[of],
    };
  };

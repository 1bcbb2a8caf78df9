import type { RunSpecInput } from "../core/spec/run-spec";
import { ownEquations, withEquations } from "./own-equations";
import { recall, remember } from "./remember";
import type { Services } from "./services";
import type { SliceCreator } from "./store";

/** A model of one's own: a spec with equations, under a title. */
export interface OwnModel {
  id: string;
  title: string;
  /** Of model "custom". */
  spec: RunSpecInput;
}

export interface OwnModelsSlice {
  ownModels: readonly OwnModel[];
  /** Why the last change of the list would not survive a reload, in words; null when it would. */
  ownModelsProblem: string | null;
  /** Keeps the present equations with everything that belongs to their run. A model of the same title is replaced. */
  saveOwnModel(title: string): void;
  /** Opens it. Resolves to whether it opened; when it is refused, `specProblem` says why. */
  openOwnModel(id: string): Promise<boolean>;
  removeOwnModel(id: string): void;
}

const key = "mfn.models";

export const createOwnModelsSlice =
  ({ storage }: Pick<Services, "storage">): SliceCreator<OwnModelsSlice> =>
  (set, get) => {
    const keep = (ownModels: readonly OwnModel[]) => set({ ownModels, ownModelsProblem: remember(storage, key, ownModels) });
    return {
      ownModels: recallOwnModels(recall(storage, key)),
      ownModelsProblem: null,
      saveOwnModel(given) {
        const title = given.trim();
        const { spec, ownModels } = get();
        const own = spec && ownEquations(spec);
        if (!own || title === "") return;
        const before = ownModels.find((one) => one.title === title);
        const saved: OwnModel = { id: before?.id ?? freeId(ownModels), title, spec: withEquations(spec, own) };
        keep(before ? ownModels.map((one) => (one === before ? saved : one)) : [...ownModels, saved]);
      },
      async openOwnModel(id) {
        const found = get().ownModels.find((one) => one.id === id);
        return found ? get().open(found.spec) : false;
      },
      removeOwnModel: (id) => keep(get().ownModels.filter((one) => one.id !== id)),
    };
  };

function freeId(models: readonly OwnModel[]): string {
  const numbers = models.map(({ id }) => Number(/^own-(\d+)$/.exec(id)?.[1] ?? 0));
  return `own-${Math.max(0, ...numbers) + 1}`;
}

/** What can be read of the list that was kept. */
function recallOwnModels(kept: unknown): OwnModel[] {
  return Array.isArray(kept) ? kept.filter(isOwnModel) : [];
}

function isOwnModel(one: unknown): one is OwnModel {
  if (typeof one !== "object" || one === null) return false;
  const { id, title, spec } = one as Record<string, unknown>;
  const isSpec = typeof spec === "object" && spec !== null && "model" in spec && spec.model === "custom";
  return typeof id === "string" && typeof title === "string" && isSpec;
}

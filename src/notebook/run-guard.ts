interface Storage {
  getItem(key: string): string | null;
  setItem(key: string, value: string): void;
}

/** Remembers which notebook was running when a page died, so that the next page opens it without running anything. */
export interface RunGuard {
  /** Its cells begin to run. */
  began(id: string): void;
  /** Nothing runs any more, or the page closes in good order. */
  ended(): void;
  /** The reader lets it run again. */
  forgive(id: string): void;
  /** Whether a page died while this notebook ran, as far as can be told at once. */
  left(id: string): boolean;
  /** Whether it did; false where the notebook merely runs in another tab. */
  reallyLeft(id: string): Promise<boolean>;
}

const key = "mfn.notebook.running";

/** @param locks the browser's, which end with the page that holds them; null where it has none. */
export function createRunGuard(storage: Storage, locks: LockManager | null): RunGuard {
  let release: (() => void) | null = null;
  let mine: string | null = null;
  const noted = (): string | null => {
    try {
      return storage.getItem(key);
    } catch {
      return null;
    }
  };
  const note = (id: string) => {
    try {
      storage.setItem(key, id);
    } catch {
      // Without storage nothing was kept that could be lost.
    }
  };
  return {
    began(id) {
      if (mine === id) return;
      mine = id;
      note(id);
      void locks?.request(key, { ifAvailable: true }, () => new Promise<void>((resolve) => (release = resolve))).catch(() => undefined);
    },
    ended() {
      if (mine === null) return;
      mine = null;
      note("");
      release?.();
      release = null;
    },
    forgive(id) {
      if (mine === null && noted() === id) note("");
    },
    left: (id) => mine !== id && noted() === id,
    async reallyLeft(id) {
      if (mine === id || noted() !== id) return false;
      const { held = [] } = (await locks?.query()) ?? {};
      return !held.some(({ name }) => name === key);
    },
  };
}

/** Where nothing is remembered: in tests. */
export const noGuard: RunGuard = {
  began: () => undefined,
  ended: () => undefined,
  forgive: () => undefined,
  left: () => false,
  reallyLeft: async () => false,
};

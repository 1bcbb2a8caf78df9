/** Which records this tab runs: a record belongs to one tab at a time. */
export interface Claims {
  /** Whether it is this tab's from now on. */
  claim(id: string): Promise<boolean>;
  release(id: string): void;
}

/**
 * Claims as locks of the browser, which end by themselves with the tab, however it ends. Where there are none every claim is granted: such
 * browsers and places are rare, and two tabs on one run then write it in turn.
 * @param locks the browser's; null where it has none.
 */
export function createClaims(locks: LockManager | null): Claims {
  const held = new Map<string, () => void>();
  return {
    async claim(id) {
      if (held.has(id) || locks === null) return true;
      return new Promise((granted, failed) => {
        locks
          .request(`mfn.run.${id}`, { ifAvailable: true }, (lock) => {
            if (lock === null) return granted(false);
            // The lock lasts as long as this promise.
            return new Promise<void>((done) => {
              held.set(id, done);
              granted(true);
            });
          })
          .catch(failed);
      });
    },
    release(id) {
      held.get(id)?.();
      held.delete(id);
    },
  };
}

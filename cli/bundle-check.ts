import type { BundleResult } from "../src/core/spec/bundle";
import { hashField } from "../src/core/spec/hash";
import type { FieldFrame } from "../src/engine/protocol";

/** Whether a run came out as its bundle says. */
export interface BundleCheck {
  /** Null where the bits need not agree: the spec was changed, or one of the two was computed on a graphics processor. */
  same: boolean | null;
  words: string;
}

interface Rerun {
  specHash: string;
  exact: boolean;
  frame: Pick<FieldFrame, "step" | "fields">;
  /** The spec was changed on the command line. */
  changed: boolean;
}

/** Holds the hashes of a run against those in the bundle that its spec came from. */
export function checkBundle(bundle: BundleResult, { specHash, exact, frame, changed }: Rerun): BundleCheck {
  if (changed) return { same: null, words: "the spec was changed by --set, so the result is not compared with that of the bundle" };
  if (specHash !== bundle.specHash)
    return { same: false, words: `the bundle was made from another spec: its hash is ${specHash}, the bundle says ${bundle.specHash}` };
  if (frame.step !== bundle.step) return { same: false, words: `the run ended at step ${frame.step}, the bundle holds step ${bundle.step}` };
  const names = Object.keys(bundle.fields);
  const differing = names.filter((name) => !frame.fields[name] || hashField(frame.fields[name]) !== bundle.fields[name]!.sha256);
  if (differing.length === 0) return { same: true, words: `the same bits as in the bundle: ${names.join(", ")} at step ${bundle.step}` };
  const which = `${differing.join(", ")} at step ${bundle.step} ${differing.length === 1 ? "differs" : "differ"} from the bundle`;
  if (!bundle.exact) return { same: null, words: `${which}, which was computed with ${bundle.backend}, where bits are not reproducible` };
  if (!exact) return { same: null, words: `${which}: this run was computed where bits are not reproducible; take --backend wasm` };
  return { same: false, words: `${which} (made by ${bundle.software}). The files may have been changed: check them with sha256sum -c SHA256SUMS` };
}

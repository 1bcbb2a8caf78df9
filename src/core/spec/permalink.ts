import { fromLinkText, toLinkText } from "./link-text";
import type { RunSpec, RunSpecInput } from "./run-spec";
import { validateForm } from "./validate";

/**
 * The spec as text for the fragment of a URL, which no server sees.
 * @throws WorkbenchError `link/broken` when the spec is too long for a link: it is to be shared as a file.
 */
export const toPermalink = (spec: RunSpec): string => toLinkText(spec, "spec");

/**
 * The spec of a link, checked in form; `complete` checks it against its model.
 * @throws WorkbenchError `link/broken` when the text is damaged or cut; spec errors when it unpacks to a spec that is wrong.
 */
export const fromPermalink = (text: string): RunSpecInput => validateForm(fromLinkText(text, "spec"));

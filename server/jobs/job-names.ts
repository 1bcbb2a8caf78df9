import type { Claim } from "./job-store";

/** All that a job has in the store of artefacts. */
export const jobRoot = (id: string): string => `jobs/${id}/`;

/** What its attempts put away for one another. */
export const workRoot = (id: string): string => `${jobRoot(id)}work/`;

/** What one attempt leaves. */
export const artefactRoot = ({ id, attempt }: Claim): string => `${jobRoot(id)}${attempt}/`;

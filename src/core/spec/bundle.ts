/** Where a research bundle keeps what makes it one. */
export const bundleNames = {
  metadata: "ro-crate-metadata.json",
  spec: "spec.json",
  result: "result.json",
  sums: "SHA256SUMS",
} as const;

/** What came out of the run of a bundle: enough to tell whether another run came out the same. */
export interface BundleResult {
  specHash: string;
  step: number;
  time: number;
  /** Whether the bits are to be the same everywhere. */
  exact: boolean;
  backend: string;
  software: string;
  fields: Record<string, { sha256: string }>;
}

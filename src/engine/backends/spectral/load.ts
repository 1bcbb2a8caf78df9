import type { Backend } from "../../../core/backend";

/** Starts a run of a method of family "spectral". These methods are loaded with the first such run: those of most specs need none of them. */
export const startSpectral: Backend["start"] = async (...run) => (await import("./run")).startSpectral(...run);

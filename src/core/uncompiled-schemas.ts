import { config } from "zod/mini";

/**
 * Imported first by whatever makes schemas: they are read as they stand. By default zod turns those of objects into code of its own, which the
 * page's policy forbids; it tries all the same, and browsers report the attempt.
 */
config({ jitless: true });

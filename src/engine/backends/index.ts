import type { Backend } from "../../core/backend";
import { registry } from "../../core/define/registry";
import { plain } from "./plain/run";

/** The ways of computing, the reference first. */
export const backends = registry<Backend>("back end", [plain], "backend/unavailable");

import { registry } from "../core/define/registry";
import type { Panel } from "./define";
import { libraryDetailsPanel } from "./library-details-panel";
import { libraryPanel } from "./library-panel";
import { librarySearchPanel } from "./library-search-panel";
import { libraryStoragePanel } from "./library-storage-panel";
import { sweepsPanel } from "./sweeps-panel";

/** The panels of Runs; the order here is the order in a column. */
export const runsPanels = registry<Panel>("panel", [librarySearchPanel, libraryStoragePanel, libraryPanel, libraryDetailsPanel, sweepsPanel]);

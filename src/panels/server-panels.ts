import { registry } from "../core/define/registry";
import type { Panel } from "./define";
import { serverAccountPanel } from "./server-account-panel";
import { serverAuditPanel } from "./server-audit-panel";
import { serverJobsPanel } from "./server-jobs-panel";
import { serverKeysPanel } from "./server-keys-panel";
import { serverPeoplePanel } from "./server-people-panel";
import { serverSessionsPanel } from "./server-sessions-panel";

/** The panels of Server; the order here is the order in a column. */
export const serverPanels = registry<Panel>("panel", [
  serverAccountPanel,
  serverJobsPanel,
  serverKeysPanel,
  serverSessionsPanel,
  serverPeoplePanel,
  serverAuditPanel,
]);

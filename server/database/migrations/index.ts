import type { Migration } from "kysely";
import { accounts } from "./0001-accounts";
import { audit } from "./0002-audit";
import { jobs } from "./0003-jobs";
import { keysAndAnswers } from "./0004-keys-and-answers";
import { configVersions } from "./0005-config-versions";
import { endlessAudit } from "./0006-endless-audit";
import { serverSecret } from "./0007-server-secret";
import { jobOwners } from "./0008-job-owners";

/** In the order of their names; one that has been released is never changed. */
export const migrations: Record<string, Migration> = {
  "0001-accounts": accounts,
  "0002-audit": audit,
  "0003-jobs": jobs,
  "0004-keys-and-answers": keysAndAnswers,
  "0005-config-versions": configVersions,
  "0006-endless-audit": endlessAudit,
  "0007-server-secret": serverSecret,
  "0008-job-owners": jobOwners,
};

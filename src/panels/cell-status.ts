import { formatSetting } from "../ui/format";
import { t } from "../ui/text";
import type { NotebookCell } from "../state/notebook-cells";

type Told = Pick<NotebookCell, "status" | "milliseconds">;

/** What a cell is doing, or did, in a few words; empty where there is nothing to say. */
export function cellStatus({ status, milliseconds }: Told): string {
  const took = milliseconds === null ? "" : duration(milliseconds);
  switch (status) {
    case "idle":
      return "";
    case "waiting":
      return t("waits for its turn");
    case "running":
      return t("running");
    case "stopped":
      return took ? t("stopped after {{took}}", { took }) : t("stopped");
    case "failed":
      return t("failed");
    case "stale":
      return t("stale: what it rests on has changed");
    case "done":
      return took;
  }
}

const duration = (milliseconds: number): string =>
  milliseconds < 1000 ? `${Math.round(milliseconds)} ms` : `${formatSetting(milliseconds / 1000, 2)} s`;

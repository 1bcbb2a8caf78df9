import type { ReactNode } from "react";
import { Button } from "../ui/button";
import type { ExportJob, MakeExport } from "./export-job";
import type { ExportOptions } from "./export-options";
import type { ExportedState } from "./export-state";

/** What every group of the export dialog works with. */
export interface ExportGroupProps {
  state: ExportedState;
  options: ExportOptions;
  change(next: Partial<ExportOptions>): void;
  job: ExportJob;
}

interface ExportItemProps {
  title: string;
  /** What it is for, and how large it will be. */
  note: ReactNode;
  /** Why it cannot be made; null when it can. */
  unavailable?: string | null;
  job: ExportJob;
  make: MakeExport;
}

/** One way out: a button, what it is for, and why it cannot be taken when it cannot. */
export function ExportItem({ title, note, unavailable = null, job, make }: ExportItemProps) {
  return (
    <li className="export-item">
      <Button disabled={unavailable !== null || job.busy !== null} onClick={() => job.start(title, make)}>
        {title}
      </Button>
      <span className="dim">{unavailable ?? note}</span>
    </li>
  );
}

export const ExportItems = ({ children }: { children: ReactNode }) => <ul className="export-items">{children}</ul>;

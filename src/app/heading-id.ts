import type { Panel } from "../panels/define";

/** The id of a panel's heading, by which its region and its menu are named. */
export const headingId = (panel: Panel): string => `heading-${panel.id}`;

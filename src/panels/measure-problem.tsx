import type { ErrorRecord } from "../core/errors";
import { useWorkbench } from "../state/use-workbench";
import { sentence } from "../ui/format";
import { Notice } from "../ui/notice";

/** Settings by the name with which the path of a refusal begins. */
const settingNames = ["threshold", "region", "background", "radius", "calibration"];

/** Whether a problem is about a setting, and so told at its control, or about the file. */
export const isAboutSetting = ({ path }: ErrorRecord): boolean => settingNames.includes(String(path[0]));

/** Why the image cannot be measured as it is set, told at the control that it is about. */
export function SettingProblem({ about }: { about: string }) {
  const problem = useWorkbench((state) => state.measure.problem);
  if (!problem || problem.path[0] !== about) return null;
  return <Notice tone="error">{sentence(problem.message)}</Notice>;
}

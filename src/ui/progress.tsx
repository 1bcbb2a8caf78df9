import { Progress as Radix } from "radix-ui";
import "./ui.css";

/** How far a long job is: a share of 1, or null when it cannot be known. */
export function Progress({ label, share }: { label: string; share: number | null }) {
  const percent = share === null ? null : Math.round(100 * Math.min(1, Math.max(0, share)));
  return (
    <Radix.Root className="progress" value={percent} aria-label={label}>
      <Radix.Indicator
        className={percent === null ? "progress-bar progress-unknown" : "progress-bar"}
        style={{ width: percent === null ? undefined : `${percent}%` }}
      />
    </Radix.Root>
  );
}

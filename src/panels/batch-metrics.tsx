import { metrics } from "../core/metrics/index";
import { useWorkbench } from "../state/use-workbench";
import { Button } from "../ui/button";
import { Checkbox } from "../ui/checkbox";
import { Popover } from "../ui/popover";
import { t } from "../ui/text";

/** Which metrics every image of the batch is measured for. */
export function BatchMetrics() {
  const chosen = useWorkbench((state) => state.batch.metrics);
  const choose = useWorkbench((state) => state.chooseBatchMetrics);
  return (
    <Popover label={t("Measures of the batch")} trigger={<Button look="plain">{t("Measures ({{chosen}})", { chosen: chosen.length })}</Button>}>
      <div className="batch-metrics">
        {[...metrics].map(({ id, title, help }) => (
          <Checkbox
            key={id}
            label={t(title)}
            title={t(help)}
            checked={chosen.includes(id)}
            onChange={(checked) => choose(checked ? [...chosen, id] : chosen.filter((other) => other !== id))}
          />
        ))}
      </div>
    </Popover>
  );
}

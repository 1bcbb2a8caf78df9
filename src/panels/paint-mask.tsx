import { useWorkbench } from "../state/use-workbench";
import { Button } from "../ui/button";
import { Setting } from "../ui/setting";
import { t } from "../ui/text";
import "./paint.css";

/** Takes up the brush for the domain: where it is led over the field, cells no longer take part, or do again. */
export function PaintMaskSetting() {
  const { onto, inside, tool } = useWorkbench((state) => state.brush);
  const setBrush = useWorkbench((state) => state.setBrush);
  const clearMask = useWorkbench((state) => state.clearMask);
  const hasMask = useWorkbench((state) => state.spec?.grid.mask !== undefined);
  const paints = (as: boolean) => onto === "mask" && tool !== "pan" && inside === as;
  const take = (as: boolean) => setBrush(paints(as) ? { tool: "pan", onto: "field" } : { tool: "brush", onto: "mask", inside: as });
  return (
    <Setting name={t("paint domain")} title={t("Paint over the field which cells take part. Each stroke opens the run anew; it can be undone.")}>
      <Button look="plain" className="paint-mask" aria-pressed={paints(false)} title={t("Paint what is outside")} onClick={() => take(false)}>
        {t("cut away")}
      </Button>
      <Button look="plain" className="paint-mask" aria-pressed={paints(true)} title={t("Paint what is inside")} onClick={() => take(true)}>
        {t("put back")}
      </Button>
      {hasMask && (
        <Button look="plain" className="paint-mask" title={t("Every cell belongs to the domain again.")} onClick={() => void clearMask()}>
          {t("all")}
        </Button>
      )}
    </Setting>
  );
}

import { useWorkbench } from "../state/use-workbench";
import { Button } from "../ui/button";
import { t } from "../ui/text";
import { definePanel } from "./define";
import { marketSteps } from "./market-steps";
import "./regimes.css";

/** A guided path through a question of markets, one step at a time. */
function MarketGuidePanel() {
  const step = useWorkbench((state) => state.market.step);
  const setStep = useWorkbench((state) => state.setMarketStep);
  if (step === null)
    return (
      <Button look="plain" onClick={() => setStep(0)}>
        {t("Walk through a market, step by step")}
      </Button>
    );
  const { title, body: Body } = marketSteps[step]!;
  return (
    <div className="regimes-stack guide">
      <p className="dim" aria-label={t("Place on the path")}>
        {t("Step {{step}} of {{of}}", { step: step + 1, of: marketSteps.length })}
      </p>
      <h3>{t(title)}</h3>
      <Body />
      <div className="regimes-buttons">
        <Button disabled={step === 0} onClick={() => setStep(step - 1)}>
          {t("Back")}
        </Button>
        {step + 1 < marketSteps.length && (
          <Button look="primary" title={t(marketSteps[step + 1]!.title)} onClick={() => setStep(step + 1)}>
            {t("Next")}
          </Button>
        )}
        <Button look="plain" onClick={() => setStep(null)}>
          {t("Close")}
        </Button>
      </div>
    </div>
  );
}

export const marketGuidePanel = definePanel({
  id: "market-guide",
  title: "A guided path: markets",
  shortTitle: "Guide",
  room: "regimes",
  place: "left",
  body: MarketGuidePanel,
});

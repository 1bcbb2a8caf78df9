import { useMemo, type ReactNode } from "react";
import { generators } from "../core/generators/index";
import { seriesEndings } from "../state/series-table";
import { useWorkbench } from "../state/use-workbench";
import { Button } from "../ui/button";
import { DropZone } from "../ui/drop-zone";
import { sentence } from "../ui/format";
import { Notice } from "../ui/notice";
import { Select } from "../ui/select";
import { t } from "../ui/text";
import { KnownRegimes } from "./known-regimes";
import { BlindnessTable, EventTable, KnownTable } from "./market-tables";
import { useSampleSeries } from "./use-sample-series";

interface Step {
  title: string;
  body: () => ReactNode;
}

/** From a market whose regimes are known, over one whose events are, to one's own. */
export const marketSteps: readonly Step[] = [
  {
    title: "The question",
    body: () => (
      <>
        <p>
          {t(
            "Prices move little for months and a great deal for weeks. Can a detector tell these times apart, and how would one know that it can? Only where the answer is known beforehand. So begin with a market that is made here.",
          )}
        </p>
        <MakeMarket />
        <p className="dim">
          {t(
            "The marks named “truth” on the plot are where its regimes change. The simplest market has three thirds that differ in spread alone; in the hardest, volatility clusters by itself.",
          )}
        </p>
      </>
    ),
  },
  {
    title: "Features and detectors, side by side",
    body: () => (
      <>
        <p>
          {t(
            "A regime of volatility shows in the spread, not in the mean. Doing nothing stands in the first row. What is not better than that is no detector.",
          )}
        </p>
        <KnownTable />
        <p className="dim">
          {t(
            "A name counts as the regime that it agrees with most, one name a regime. “Balanced” lets a rare regime weigh as much as a common one. One market is one draw: see nine more, and how far the shares scatter, before believing a difference of a few per cent. Windowed volatility and the MFN route differ by the features of the field alone: that is what these add.",
          )}
        </p>
      </>
    ),
  },
  {
    title: "Right and wrong, sample by sample",
    body: () => (
      <>
        <p>
          {t(
            "The confusion matrix of the detector that is chosen at the right: choose “MFN: features of fields” there, or “Gaussian hidden Markov model” with its states ordered by spread, and as many states as the market has regimes.",
          )}
        </p>
        <KnownRegimes />
        <NoTruth />
      </>
    ),
  },
  {
    title: "Why standard scores are blind",
    body: () => (
      <>
        <p>
          {t(
            "MFN v4.1 first divides the whole series by its own standard deviation and only then looks for volatility. A market a hundred times as loud makes the same field. Its rules ask whether the field’s deviation is below 3 or above 8 mV, yet it is about 5 mV for any series, and its λ belongs to maps drawn at random.",
          )}
        </p>
        <BlindnessTable />
        <ShowRoute />
      </>
    ),
  },
  {
    title: "A real economy",
    body: () => (
      <>
        <p>
          {t(
            "Quarterly figures of the United States from 1959 to 2009. Inflation changes its level in the Volcker years; growth changes its spread about 1984, the Great Moderation, which a cost of mean and variance sees and one of the mean does not.",
          )}
        </p>
        <UsMacro />
        <EventTable />
        <p className="dim">
          {t(
            "Events are not a truth to score against: a change may begin before its event is dated, and some events leave no trace in this column. Recessions last a few quarters, shorter than most detectors ask of a regime.",
          )}
        </p>
      </>
    ),
  },
  {
    title: "Your own prices",
    body: () => <OwnPrices />,
  },
  {
    title: "What this does not say",
    body: () => (
      <ul className="guide-list">
        <li>{t("Nothing of the future: a regime is told with the whole series known, its end is seen after it has come.")}</li>
        <li>{t("Nothing of causes: that a change stands beside an event does not make the one the reason of the other.")}</li>
        <li>
          {t("Nothing certain about the number of regimes: another number of states, another window, another draw give other answers. Try them.")}
        </li>
        <li>
          {t(
            "Nothing on what to buy or sell. Returns after costs are not modelled here, and a detector that was chosen by looking at this series will do worse on the next. This is no trading advice.",
          )}
        </li>
        <li>
          {t(
            "For what is known as it happens, see the live feed: online detectors alone say what could have been said at the time, and they say it later and less surely.",
          )}
        </li>
      </ul>
    ),
  },
];

function MakeMarket() {
  const { generator, problem } = useWorkbench((state) => state.made);
  const { setGenerator, makeSeries } = useWorkbench((state) => state);
  return (
    <div className="regimes-buttons">
      <Select
        look="inline"
        label={t("Market")}
        value={generator}
        options={[...generators].map(({ id, title }) => ({ value: id, label: title }))}
        onChange={setGenerator}
      />
      <Button look="primary" onClick={() => void makeSeries()}>
        {t("Make the market")}
      </Button>
      {problem && <Notice tone="error">{sentence(problem.message)}</Notice>}
    </div>
  );
}

function NoTruth() {
  const truth = useWorkbench((state) => state.made.truth);
  const table = useWorkbench((state) => state.regimes.table);
  if (truth) return null;
  return (
    <p className="dim">
      {table
        ? t("The series that is open was not made here, so that its regimes are not known: make one in the first step.")
        : t("Make a market in the first step.")}
    </p>
  );
}

function ShowRoute() {
  const truth = useWorkbench((state) => state.made.truth);
  const { setRoute, setWorkspace } = useWorkbench((state) => state);
  const { unfolded } = useWorkbench((state) => state.workspace);
  if (!truth) return null;
  const show = (field: string) => {
    setWorkspace({ unfolded: [...new Set([...unfolded, "mfn-route"])] });
    void setRoute({ field });
  };
  return (
    <>
      <p>{t("See it window by window in “MFN route” at the right, and move the window along:")}</p>
      <div className="regimes-buttons">
        <Button onClick={() => show("reference")}>{t("As standard scores")}</Button>
        <Button onClick={() => show("distance")}>{t("As distances, which keep the scale")}</Button>
      </div>
    </>
  );
}

function UsMacro() {
  const { samples, open } = useSampleSeries();
  const { chooseColumn, setDetector, setDetectorOption } = useWorkbench((state) => state);
  const macro = samples.find(({ id }) => id === "us-macro");
  if (!macro) return null;
  const show = async (column: string, cost: string) => {
    await open(macro);
    await chooseColumn(column);
    await setDetector("pelt");
    await setDetectorOption("cost", cost);
  };
  return (
    <div className="regimes-buttons">
      <Button look="primary" onClick={() => void show("inflation", "mean")}>
        {t("Inflation, by its level")}
      </Button>
      <Button onClick={() => void show("gdp growth", "normal")}>{t("Growth, by its spread")}</Button>
      <Button onClick={() => void show("T-bill rate", "mean")}>{t("Interest rate, by its level")}</Button>
    </div>
  );
}

function OwnPrices() {
  const { table, column, values } = useWorkbench((state) => state.regimes);
  const isPrice = useMemo(() => values.length > 1 && values.every((value) => value > 0), [values]);
  const { openSeriesFile, takeReturns, setDetector, setDetectorOption } = useWorkbench((state) => state);
  const problem = useWorkbench((state) => state.made.problem);
  const calm = async () => {
    await setDetector("hidden-markov");
    await setDetectorOption("order", "spread");
  };
  return (
    <>
      <p>
        {t(
          "Drop a table of prices. They stay on this machine. Choose the column of prices at the left, then take its returns: a price wanders, its returns do not.",
        )}
      </p>
      <DropZone
        label={t("Open your prices")}
        accept={seriesEndings}
        onFiles={([file]) => void file?.arrayBuffer().then((buffer) => openSeriesFile(file.name, new Uint8Array(buffer)))}
      />
      <div className="regimes-buttons">
        <Button disabled={!isPrice} title={isPrice ? undefined : t("Returns need prices above 0.")} onClick={() => void takeReturns()}>
          {table ? t("Take returns of {{column}}", { column: column ?? "" }) : t("Take returns")}
        </Button>
        <Button disabled={!table} onClick={() => void calm()}>
          {t("Calm and volatile states")}
        </Button>
      </div>
      {problem && <Notice tone="error">{sentence(problem.message)}</Notice>}
      <p className="dim">
        {t(
          "Then compare all detectors at the right, doing nothing among them: where they disagree, the data do not decide. The hidden Markov model draws how sure it is of each sample, and tells how many of its starts reached the same answer.",
        )}
      </p>
    </>
  );
}

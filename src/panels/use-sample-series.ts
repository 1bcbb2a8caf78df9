import { useEffect, useState } from "react";
import { toRecord, WorkbenchError } from "../core/errors";
import { sampleFolder, type SampleSeries } from "../state/sample-series";
import { useWorkbench } from "../state/use-workbench";

async function fetched(file: string): Promise<Response> {
  const response = await fetch(new URL(sampleFolder + file, document.baseURI)).catch(() => null);
  if (response?.ok) return response;
  throw new WorkbenchError(
    "data/unreadable",
    [file],
    "the sample could not be fetched. Check the connection and try again, or open a file of your own",
  );
}

/** The series that ship, once their list has come, and how to open one. What goes wrong is told in the room's notice. */
export function useSampleSeries(): { samples: readonly SampleSeries[]; open(sample: SampleSeries): Promise<void> } {
  const [samples, setSamples] = useState<readonly SampleSeries[]>([]);
  const openSampleSeries = useWorkbench((state) => state.openSampleSeries);
  const setSeriesProblem = useWorkbench((state) => state.setSeriesProblem);
  useEffect(() => {
    let wanted = true;
    fetched("index.json")
      .then((response) => response.json() as Promise<SampleSeries[]>)
      .then(
        (list) => wanted && setSamples(list),
        (error: unknown) => wanted && setSeriesProblem(toRecord(error)),
      );
    return () => {
      wanted = false;
    };
  }, [setSeriesProblem]);
  const open = async (sample: SampleSeries) => {
    try {
      const response = await fetched(sample.file);
      await openSampleSeries(sample, new Uint8Array(await response.arrayBuffer()));
    } catch (error) {
      setSeriesProblem(toRecord(error));
    }
  };
  return { samples, open };
}

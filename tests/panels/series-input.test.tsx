import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, it } from "vitest";
import { bytesAsSource } from "../../src/connectors/byte-source";
import { choiceIn, readSource } from "../../src/connectors/index";
import { SeriesInputs } from "../../src/panels/series-input";
import type { Services } from "../../src/state/services";
import { WorkbenchContext } from "../../src/state/use-workbench";
import { fakeWorkbench } from "../support/workbench";

const sourceOf = (file: Uint8Array | Blob) => bytesAsSource(file as Uint8Array);

async function drawn(text: string, importFile?: Services["importFile"]): Promise<string> {
  const { store, ...rest } = fakeWorkbench({
    importFile: importFile ?? ((name, file, wanted, _, reading) => readSource(name, sourceOf(file), wanted, reading)),
    lookIntoFile: (name, file, reading) => choiceIn(name, sourceOf(file), reading),
  });
  const opened = store.getState().openSeriesFile("t.csv", new TextEncoder().encode(text));
  if (!importFile) await opened;
  // Drawn without a page, a component would see the state that the store began with.
  const shown = { ...rest, store: { ...store, getInitialState: store.getState } };
  return renderToStaticMarkup(
    <WorkbenchContext value={shown}>
      <SeriesInputs />
    </WorkbenchContext>,
  );
}

describe("how a series was read", () => {
  it("is shown with names for every control, and a preview that the keyboard reaches", async () => {
    const html = await drawn("day;value\nmonday;1,5\ntuesday;2,5\nfriday;3,25\n");
    for (const name of ["Separator", "Decimal mark", "First row", "Dates or labels"]) expect(html).toContain(`aria-label="${name}"`);
    expect(html).toMatch(/role="region" aria-label="First rows of the file" tabindex="0"/);
    expect(html).toContain("How it was read");
    expect(html).not.toMatch(/<details[^>]* open/);
    expect(html.match(/<tr>/g)).toHaveLength(4);
    expect(html).toMatch(/<th scope="col" class="series-input-label">day<\/th><th scope="col">value<\/th>/);
    expect(html).not.toContain("Read it as found");
  });

  it("stands open where no numbers were found", async () => {
    const html = await drawn("a;b\nx;y\n");
    expect(html).toMatch(/<details[^>]* open/);
    expect(html).toContain("How t.csv was tried");
  });

  it("gives way to a bar while a file is read", async () => {
    const html = await drawn("1\n2\n", (_name, _file, _wanted, _signal, how) => {
      how?.onProgress?.(0.42);
      return new Promise(() => undefined);
    });
    expect(html).toMatch(/Reading t\.csv/);
    expect(html).toMatch(/role="progressbar"[^>]*aria-label="Reading t\.csv"/);
    expect(html).toMatch(/aria-valuenow="42"/);
    expect(html).toContain("Cancel");
  });
});

import { useMemo } from "react";
import { withoutArrays } from "../connectors/spec-file";
import { readVisualPde } from "../connectors/visual-pde";
import { toRecord } from "../core/errors";
import { Button } from "../ui/button";
import { sentence } from "../ui/format";
import { Notice } from "../ui/notice";
import { t } from "../ui/text";
import { useOpenSpec } from "./spec-file";
import "./lab.css";

/** What a link or the options of VisualPDE turn out to be, with the button that opens them. */
export function VisualPdeOffer({ text, onOpened }: { text: string; onOpened(): void }) {
  const open = useOpenSpec();
  const read = useMemo(() => {
    try {
      return { found: withoutArrays(readVisualPde(text), "link"), problem: null };
    } catch (error) {
      return { found: null, problem: toRecord(error).message };
    }
  }, [text]);
  if (read.problem !== null)
    return (
      <div className="gallery-offer">
        <Notice tone="error">{sentence(read.problem)}</Notice>
      </div>
    );
  const { spec, warnings } = read.found;
  const lines = [
    ...Object.entries(spec.equations ?? {}).map(([name, right]) => `∂${name}/∂t = ${right}`),
    ...Object.entries(spec.auxiliary ?? {}).map(([name, right]) => `${name} = ${right}`),
  ];
  return (
    <div className="gallery-offer">
      <p>{t("A simulation of VisualPDE, as equations of your own:")}</p>
      {lines.map((line) => (
        <p key={line}>
          <code>{line}</code>
        </p>
      ))}
      {warnings.map((warning) => (
        <p key={warning} className="dim">
          {warning}
        </p>
      ))}
      <Button
        look="primary"
        onClick={() => {
          void open("VisualPDE", async () => new TextEncoder().encode(text));
          onOpened();
        }}
      >
        {t("Open")}
      </Button>
    </div>
  );
}

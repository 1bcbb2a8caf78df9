import { useState } from "react";
import { toRecord } from "../core/errors";
import type { ExportedFile } from "../exporters/exporter";
import { Button } from "../ui/button";
import { Menu } from "../ui/menu";
import { saveFile } from "../ui/save-file";
import { t } from "../ui/text";
import "./lab.css";

/** One way out: what it is called, and what makes it. */
export interface ExportChoice {
  id: string;
  title: string;
  note?: string;
  /** Why there is nothing to export yet; null when there is. */
  unavailable?: string | null;
  /** The file to save, or a word on what was done instead. Called when it is chosen. */
  make(): ExportedFile | string | Promise<ExportedFile | string>;
}

/** How long the word beside the button stays. */
const wordMs = 2500;

/** The Export button of a room. What happened, or went wrong, is told beside it. */
export function ExportButton({ choices, disabled = false }: { choices: readonly ExportChoice[]; disabled?: boolean }) {
  const [word, setWord] = useState<string | null>(null);
  const say = (text: string) => {
    setWord(text);
    setTimeout(() => setWord((shown) => (shown === text ? null : shown)), wordMs);
  };
  const choose = async ({ make }: ExportChoice) => {
    try {
      const made = await make();
      if (typeof made === "string") return say(made);
      saveFile(made);
      say(t("Saved as {{name}}", { name: made.name.split(".").at(-1)!.toUpperCase() }));
    } catch (error) {
      say(toRecord(error).message);
    }
  };
  return (
    <span className="export">
      <span className="export-word" role="status">
        {word}
      </span>
      <Menu
        trigger={<Button disabled={disabled}>{t("Export")}</Button>}
        items={choices.map((choice) => ({ ...choice, onSelect: () => void choose(choice) }))}
      />
    </span>
  );
}

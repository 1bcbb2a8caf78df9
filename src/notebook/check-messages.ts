import { serviceNames, type FromCells } from "./cell-messages";
import { readOutput } from "./check-output";
import type { CellNews } from "./cell-host";

type Fields = Readonly<Record<string, unknown>>;

const isFields = (value: unknown): value is Fields => typeof value === "object" && value !== null;
const isWhole = (value: unknown): value is number => Number.isSafeInteger(value) && (value as number) >= 0;

/** What came from the thread of the cells, where it is something they may say; null for anything else. */
export function readFromCells(data: unknown): FromCells | null {
  if (!isFields(data)) return null;
  switch (data["kind"]) {
    case "news": {
      const news = readNews(data["news"]);
      return news && { kind: "news", news };
    }
    case "settled":
      return isWhole(data["serial"]) ? { kind: "settled", serial: data["serial"] } : null;
    case "ask": {
      const { id, name, args } = data;
      const known = serviceNames.find((one) => one === name);
      return isWhole(id) && known && Array.isArray(args) ? { kind: "ask", id, name: known, args } : null;
    }
    default:
      return null;
  }
}

function readNews(news: unknown): CellNews | null {
  if (!isFields(news)) return null;
  const { cell, serial, kind } = news;
  if (typeof cell !== "string" || !isWhole(serial)) return null;
  switch (kind) {
    case "began":
      return { cell, serial, kind };
    case "output": {
      const output = readOutput(news["output"]);
      return isWhole(news["index"]) && output ? { cell, serial, kind, index: news["index"], output } : null;
    }
    case "progress":
      return typeof news["share"] === "number" ? { cell, serial, kind, share: Math.min(1, Math.max(0, news["share"])) } : null;
    case "ended":
      return { cell, serial, kind, failed: news["failed"] === true, milliseconds: Number(news["milliseconds"]) || 0 };
    default:
      return null;
  }
}

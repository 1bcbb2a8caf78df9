import type { Job } from "../engine/protocol-jobs";
import { formatCount } from "../ui/format";
import { t } from "../ui/text";
import { modelTitle } from "./library-words";

/** What a job was handed over with, as far as it is known here: a run and a sweep, and what a later server may know. */
interface Given {
  model?: string;
  steps?: number;
  grid?: { shape: readonly number[] };
  base?: Given;
  title?: string;
  experiment?: string;
}

const givenTo = ({ document }: Job): Given => (typeof document === "object" && document !== null ? document : {});

/** What the job computes: "Gray–Scott", "Sweep of Gray–Scott"; of another kind its own title and the kind. */
export function titleOf(job: Job): string {
  const { model, base, title, experiment } = givenTo(job);
  const named = model ?? base?.model;
  if (job.kind === "run" && named !== undefined) return modelTitle(named);
  if (job.kind === "sweep" && named !== undefined) return t("Sweep of {{model}}", { model: modelTitle(named) });
  const what = title ?? experiment ?? (named === undefined ? undefined : modelTitle(named));
  const kind = t(job.kind.replaceAll(/[-_]/g, " "));
  return what === undefined ? kind : `${what} (${kind})`;
}

/** What servers say of a job under way, with numbers where the braces are. */
const progressMessages = [
  "begins",
  "step {{n}} of {{of}}",
  "{{n}} of {{of}} runs",
  "writes the results",
  "its worker was lost",
  "goes on with the next worker",
];
const numbersOf = (message: string) => new RegExp(`^${message.replaceAll(/\{\{(\w+)\}\}/g, "(?<$1>\\d+)")}$`);

/** How a job stands in the language of the page; what a later server may say as it says it. Null where its state tells all there is. */
export function progressInWords({ words, state }: Job): string | null {
  if ((state !== "queued" && state !== "running") || words === "" || words === "waits") return null;
  for (const message of progressMessages) {
    const found = numbersOf(message).exec(words);
    if (found) return t(message, Object.fromEntries(Object.entries(found.groups ?? {}).map(([name, digits]) => [name, formatCount(Number(digits))])));
  }
  return words;
}

/** Grid and steps and how long it took or has been at work: "256 × 256, 12 000 steps, 9 s". What a kind does not have is not told. */
export function sizeOf(job: Job, now: number): string {
  const given = givenTo(job);
  const { steps, grid } = job.kind === "sweep" ? (given.base ?? {}) : given;
  const until = job.ended !== null ? Date.parse(job.ended) : job.state === "running" ? now : null;
  return [
    ...(grid ? [grid.shape.join(" × ")] : []),
    ...(typeof steps === "number" ? [t("{{n}} steps", { n: formatCount(steps) })] : []),
    ...(job.started === null || until === null ? [] : [durationInWords((until - Date.parse(job.started)) / 1000)]),
  ].join(", ");
}

/** Seconds as people say them: "9 s", "3 min 20 s", "2 h 5 min". Clocks of server and browser may differ a little: never below 1 s. */
export function durationInWords(seconds: number): string {
  const whole = Math.max(1, Math.round(seconds));
  const [hours, minutes] = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60];
  if (hours > 0) return t("{{hours}} h {{minutes}} min", { hours: formatCount(hours), minutes });
  if (minutes > 0) return t("{{minutes}} min {{seconds}} s", { minutes, seconds: whole % 60 });
  return t("{{seconds}} s", { seconds: whole });
}

import { buffersIn } from "../core/buffers-in";
import { weigh } from "./weigh";

/**
 * The script of `sandbox.html`. It starts the worker in which cells run and stands between it and the page: what is too large or too much for a page
 * to read ends here, in the memory and on the time of this frame. Nothing of a cell runs here: whoever holds a cell's worker busy, this still
 * answers. What passes is checked by the page.
 */

/** Bytes that a message may have, and all of a second together; a picture has some hundred thousand, a file that a cell offers 27 million in base64. */
const [mostBytes, mostInSecond] = [100_000_000, 300_000_000];

let started = false;

/** A page of somebody else that frames this one without its sandbox would run its code under our origin. */
const nobodys = origin === "null";

const type = "text/javascript";
const blobOf = (code: string) => URL.createObjectURL(new Blob([code], { type }));

/**
 * Where the worker's script is. A Blob, if a worker can come from one: then cells come from Blobs too, and nothing else may from here on. WebKit starts
 * none from a Blob where the origin is nobody's and the page shares memory; there the text stands in the address itself.
 */
async function addressOf(workerScript: string): Promise<string> {
  const trial = new Worker(blobOf("postMessage(0)"));
  const begins = await new Promise<boolean>((resolve) => {
    trial.onmessage = () => resolve(true);
    trial.onerror = () => resolve(false);
  });
  trial.terminate();
  if (!begins) return `data:${type},${encodeURIComponent(workerScript)}`;
  const policy = document.createElement("meta");
  policy.httpEquiv = "Content-Security-Policy";
  policy.content = "script-src blob:; worker-src blob:";
  document.head.append(policy);
  return blobOf(workerScript);
}

addEventListener("message", ({ source, ports: [page, watch] }) => {
  if (started || !nobodys || source !== parent || !page || !watch) return;
  started = true;
  watch.onmessage = () => watch.postMessage("alive");
  // The build puts the worker's script there.
  void addressOf("cell worker script").then((address) => serve(address, page, watch));
});

function serve(address: string, page: MessagePort, watch: MessagePort): void {
  // No module worker: one may not come from a Blob where the origin is nobody's.
  const worker = new Worker(address);
  const stop = (broken: string) => {
    worker.terminate();
    watch.postMessage({ broken });
  };
  worker.onerror = ({ message }) => stop(message || "its script could not be started");
  const { port1: cells, port2 } = new MessageChannel();
  let [second, heard] = [0, 0];
  cells.onmessage = ({ data }: MessageEvent<unknown>) => {
    const now = Math.floor(performance.now() / 1000);
    const weight = weigh(data, mostBytes);
    [second, heard] = now === second ? [second, heard + weight] : [now, weight];
    if (weight > mostBytes || heard > mostInSecond) return stop("it sent more than a page can hold; thin out what it shows or saves");
    page.postMessage(data);
  };
  page.onmessage = ({ data }: MessageEvent<unknown>) => cells.postMessage(data, buffersIn(data));
  worker.postMessage("cells", [port2]);
}

if (nobodys) parent.postMessage("ready", "*");

/**
 * The script of `sandbox.html`. It starts the worker in which cells run, hands it the page's port, and tells the page when it breaks down. Nothing
 * of a cell runs here: whoever holds a cell's worker busy, this still answers.
 */
const workerScript = "cell worker script";

let started = false;

addEventListener("message", ({ source, ports: [cells, watch] }) => {
  if (started || source !== parent || !cells || !watch) return;
  started = true;
  watch.onmessage = () => watch.postMessage("alive");
  const address = URL.createObjectURL(new Blob([workerScript], { type: "text/javascript" }));
  // A module worker may not come from a Blob where the origin is nobody's.
  const worker = new Worker(address);
  worker.onerror = ({ message }) => watch.postMessage({ broken: message || "its script could not be started" });
  worker.postMessage("cells", [cells]);
});
parent.postMessage("ready", "*");

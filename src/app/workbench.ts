import { toRecord, WorkbenchError, type ErrorRecord } from "../core/errors";
import { connectWebSocket } from "../connectors/web-socket";
import { models } from "../core/models/index";
import type { RunSpecInput } from "../core/spec/run-spec";
import { connectLearningWorker, connectMembraneWorker, connectPointsWorker, connectWorkerEngine } from "../engine/client";
import { createFrames, type Frames } from "../engine/frames";
import type { EngineApi } from "../engine/protocol";
import { openLibrary } from "../library/library";
import { recallSpec, specOf } from "../state/spec-slice";
import { createWorkbench, type Workbench } from "../state/store";
import { importFile, lookIntoFile } from "./import-file";
import { lateEngine } from "./late-engine";
import { leftRun, startLibrary } from "./library-start";
import { embedInAddress, followAddress, invitationInAddress, signInProblemInAddress, specInAddress, taskInAddress } from "./routing";
import { notebookServices } from "./notebook-services";
import { showTheme } from "./theme";
import { t } from "../ui/text";

/**
 * Puts the store together and opens what the address, the last visit or nobody asks for.
 * @param engine computes its runs; the thread that measures them starts behind the first picture.
 */
export function startWorkbench(engine: EngineApi): Workbench {
  const frames = createFrames();
  const keeps = embedInAddress(location.hash) ? keepsNothing : storage();
  const workbench = createWorkbench({
    engine,
    analyst: lateEngine(firstPicture(frames), connectWorkerEngine),
    startSeriesAnalyst: connectWorkerEngine,
    startPoints: connectPointsWorker,
    startLearning: connectLearningWorker,
    startMembrane: connectMembraneWorker,
    cores: Math.max(1, navigator.hardwareConcurrency || 1),
    connectRemote: async (server) => (await import("../engine/remote")).connectRemoteEngine(server),
    loadServerAccess: async () => (await import("../engine/server-access")).serverAccess,
    connectLive: connectWebSocket,
    frames,
    importFile,
    lookIntoFile,
    ...notebookServices(keeps),
    storage: keeps,
    library: openLibrary(),
    nextFrame,
    newSeed: () => crypto.getRandomValues(new Uint32Array(1))[0]!,
  });
  showTheme(workbench.store);
  followAddress(workbench.store, {
    openSpec: (text) => void openLinked(workbench, text),
    openInvitation: (token) => void openInvitation(workbench, token),
    openTask: async (task, text) => (await import("./linked-task")).openLinkedTask(workbench, task, text),
  });
  const invitation = invitationInAddress(location.hash);
  if (invitation !== null) void openInvitation(workbench, invitation);
  if (signInProblemInAddress(location.hash) !== null) void openRefusedSignIn(workbench);
  window.addEventListener("pagehide", workbench.saveNow);
  void openFirst(workbench).then((waits) => {
    if (!embedInAddress(location.hash)) startLibrary(workbench, waits);
  });
  return workbench;
}

/** An invitation to a server: into its room, and out of the address, where others might read it. */
async function openInvitation(workbench: Workbench, token: string): Promise<void> {
  history.replaceState(null, "", "#/server");
  await workbench.openRooms();
  const { takeInvitation, goTo } = workbench.store.getState();
  takeInvitation(token);
  goTo("server");
}

/** Back from another service that was to vouch for somebody, without having done so. */
async function openRefusedSignIn(workbench: Workbench): Promise<void> {
  history.replaceState(null, "", "#/server");
  await workbench.openRooms();
  const problem = new WorkbenchError(
    "server/unauthorised",
    [],
    t("signing in there came to nothing; try again, or ask an administrator whether you are invited"),
  );
  workbench.store.setState(({ server }) => ({ server: { ...server, problem: problem.toJSON() } }));
  workbench.store.getState().goTo("server");
}

/** The spec of the link, else that of the last visit, else Gray–Scott; the first that opens. Resolves to whether it waits for the run the last visit left. */
async function openFirst(workbench: Workbench): Promise<boolean> {
  const task = taskInAddress(location.hash);
  if (task && (await (await import("./linked-task")).openLinkedTask(workbench, task.task, task.text))) return false;
  const linked = specInAddress(location.hash);
  if (linked !== null && (await openLinked(workbench, linked))) return false;
  const { store, services } = workbench;
  const last = linked === null ? recallSpec(services.storage) : null;
  const waits = linked === null && leftRun(workbench);
  if (last && (await store.getState().open(last.spec, { preset: last.preset, ...(waits && { run: false }) }))) return waits;
  const refused = store.getState().specProblem;
  const first = models.has("gray-scott") ? models.get("gray-scott") : [...models][0]!;
  const preset = first.presets[0];
  const opened = await store.getState().open(specOf(first.id, preset), { preset: preset?.id ?? null });
  if (opened && refused) store.setState({ specProblem: refused });
  return waits;
}

async function openLinked({ store }: Workbench, text: string): Promise<boolean> {
  let spec: RunSpecInput;
  try {
    spec = (await import("../core/spec/permalink")).fromPermalink(text);
  } catch (error) {
    const problem: ErrorRecord = toRecord(error);
    store.setState({ specProblem: problem });
    return false;
  }
  return store.getState().open(spec, { run: embedInAddress(location.hash)?.runs ?? true });
}

/** What is shown inside another page leaves the last visit of the workbench alone. */
const keepsNothing = { getItem: () => null, setItem: () => undefined };

/** `localStorage`, or a stand-in where the browser refuses even to name it. */
function storage(): Storage | { getItem(): null; setItem(): never } {
  try {
    return localStorage;
  } catch (cause) {
    return {
      getItem: () => null,
      setItem: () => {
        throw cause;
      },
    };
  }
}

/** Longest wait for a screen that does not draw, as in a tab behind others: runs go on there, slowly. */
const hiddenMs = 250;

const nextFrame = (): Promise<void> =>
  new Promise((resolve) => {
    const late = setTimeout(done, hiddenMs);
    const request = requestAnimationFrame(done);
    function done() {
      clearTimeout(late);
      cancelAnimationFrame(request);
      resolve();
    }
  });

/** Resolves when the first state is on screen. */
const firstPicture = (frames: Frames): Promise<void> =>
  new Promise((resolve) => {
    const end = frames.subscribe(() => {
      end();
      void nextFrame().then(nextFrame).then(resolve);
    });
  });

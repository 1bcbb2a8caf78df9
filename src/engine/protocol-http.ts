import type { PlaneAxis } from "../core/analysis/parameter-plane";
import type { Mark } from "../core/spec/mark";
import type { RunSpecInput } from "../core/spec/run-spec";
import type { EngineApi, TwinRequest } from "./protocol";

/** One call of EngineApi as HTTP. `:run` in the path is the run's id; everything else is the body. */
export interface Route {
  method: "GET" | "POST" | "PUT" | "DELETE";
  path: string;
  title: string;
}

/** Where the API lives; its version changes only when a call changes its meaning. */
export const apiRoot = "/api/v1";

/** The whole API: server and remote engine are both made from this table, so neither can lack a call. */
export const routes = {
  describe: { method: "GET", path: "/engine", title: "What computes here" },
  open: { method: "POST", path: "/runs", title: "Open a run from an experiment spec" },
  advance: { method: "POST", path: "/runs/:run/advance", title: "Advance by whole steps and return the state" },
  step: { method: "POST", path: "/runs/:run/step", title: "One step" },
  frame: { method: "GET", path: "/runs/:run/frame", title: "The state as it is" },
  pause: { method: "POST", path: "/runs/:run/pause", title: "End the advance in progress; it answers with the state reached" },
  cancel: { method: "POST", path: "/runs/:run/cancel", title: "End the advance in progress; it answers run/cancelled" },
  progress: { method: "GET", path: "/runs/:run/progress", title: "How far the advance in progress has come" },
  setParameters: { method: "PUT", path: "/runs/:run/parameters", title: "Change parameters in flight" },
  edit: { method: "POST", path: "/runs/:run/edit", title: "Paint a mark on a field in flight" },
  history: { method: "GET", path: "/runs/:run/history", title: "The states that are kept, and what was done to the run" },
  goTo: { method: "POST", path: "/runs/:run/go-to", title: "The exact state of a step that was computed before" },
  save: { method: "GET", path: "/runs/:run/state", title: "The whole state, to be taken up again" },
  restore: { method: "PUT", path: "/runs/:run/state", title: "Take up a state that was saved" },
  reset: { method: "POST", path: "/runs/:run/reset", title: "Back to the initial state" },
  close: { method: "DELETE", path: "/runs/:run", title: "Close a run and free its memory" },
  analyse: { method: "POST", path: "/analyse", title: "Fixed points, dispersion and stability limits of a spec" },
  analysePlane: { method: "POST", path: "/analyse-plane", title: "What uniform states do over a plane of two parameters" },
  measure: { method: "POST", path: "/measure", title: "The metrics of one frame" },
  measureImage: { method: "POST", path: "/measure-image", title: "The fractal metrics of an image or array" },
  measureMetric: { method: "POST", path: "/measure-metric", title: "One measure of an image or array, held against noise" },
  openTwins: { method: "POST", path: "/twins", title: "Open twin runs of a spec, to measure its largest Lyapunov exponent" },
  advanceTwins: { method: "POST", path: "/twins/:run/advance", title: "Follow twin runs a little further, or end them" },
  detect: { method: "POST", path: "/detect", title: "Change points and regimes of a series" },
  feed: { method: "POST", path: "/feed", title: "Samples for an online detector that goes on from call to call" },
  measureWindows: { method: "POST", path: "/measure-windows", title: "A series metric in sliding windows" },
  seriesFrame: { method: "POST", path: "/series-frame", title: "The field that a window of a series makes, and its 18 features" },
} as const satisfies Record<keyof EngineApi, Route>;

/** The body of `openTwins`. */
export interface TwinsBody {
  spec: RunSpecInput;
  request: TwinRequest;
}

/** What `GET /health` answers, and how a client knows that it talks to a workbench. */
export interface Health {
  service: "mfn-workbench";
  /** Degraded while something that the server needs does not answer. */
  status: "healthy" | "degraded";
  /** Whether it can do all that it is asked. */
  ready: boolean;
  version: string;
  /** Runs open at the moment. */
  runs: number;
}

/** Seconds after which a server answers an `advance` with the state reached so far, so that no proxy or client times out. */
export interface AdvanceBody {
  steps: number;
  within?: number;
  /** The fields to send; all of them unless given. */
  watched?: readonly string[] | undefined;
}

/** What `edit` is asked. */
export interface EditBody {
  field: string;
  mark: Mark;
}

/** What `goTo` is asked. */
export interface GoToBody {
  step: number;
}

/** What `analysePlane` is asked. */
export interface PlaneBody {
  spec: RunSpecInput;
  x: PlaneAxis;
  y: PlaneAxis;
}

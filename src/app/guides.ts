import { registry, type Definition } from "../core/define/registry";

/** A text of `docs/how-to` that is read in the app. Its id is the name of its file. */
export interface Guide extends Definition {
  /** What it answers, in a few words. */
  summary: string;
  /** Its Markdown, loaded when guides are first opened. */
  load(): Promise<{ default: string }>;
}

/** The order here is the order in the list. */
export const guides = registry<Guide>("guide", [
  {
    id: "troubleshooting",
    title: "When something goes wrong",
    summary: "Messages with their cause and cure, slowness, numbers that differ",
    load: () => import("../../docs/how-to/troubleshooting.md?raw"),
  },
  {
    id: "write-an-equation",
    title: "Write an equation",
    summary: "The language of models, and what is told before they run",
    load: () => import("../../docs/how-to/write-an-equation.md?raw"),
  },
  {
    id: "shape-a-domain",
    title: "Shape a domain",
    summary: "Masks, walls with laws of their own, parameters that vary in space",
    load: () => import("../../docs/how-to/shape-a-domain.md?raw"),
  },
  {
    id: "import-a-pattern",
    title: "Import a pattern",
    summary: "Patterns of Ready and links of VisualPDE",
    load: () => import("../../docs/how-to/import-a-pattern.md?raw"),
  },
  {
    id: "measure-an-image",
    title: "Measure an image",
    summary: "Dimensions and other measures, and how noise is told from structure",
    load: () => import("../../docs/how-to/measure-an-image.md?raw"),
  },
  {
    id: "find-regimes",
    title: "Find regimes in a series",
    summary: "Detectors, marks of your own, surrogates, early warnings",
    load: () => import("../../docs/how-to/find-regimes.md?raw"),
  },
  {
    id: "membrane-potentials",
    title: "Membrane potentials and spikes",
    summary: "Nernst and Goldman–Hodgkin–Katz, pumps, axons under a clamp",
    load: () => import("../../docs/how-to/membrane-potentials.md?raw"),
  },
  {
    id: "sweep-parameters",
    title: "Sweep parameters",
    summary: "Many runs over parameters, phase diagrams, bifurcations, searches",
    load: () => import("../../docs/how-to/sweep-parameters.md?raw"),
  },
  {
    id: "write-a-notebook",
    title: "Write a notebook",
    summary: "Cells, keys as in Jupyter, when they run, what they may not do",
    load: () => import("../../docs/how-to/write-a-notebook.md?raw"),
  },
  {
    id: "learn-by-experiment",
    title: "Learn by experiment",
    summary: "Federations under attack, synapses, exploration, attention",
    load: () => import("../../docs/how-to/learn-by-experiment.md?raw"),
  },
  {
    id: "keep-runs",
    title: "Keep runs",
    summary: "The library, backup and restore, two tabs, a full disk",
    load: () => import("../../docs/how-to/keep-runs.md?raw"),
  },
  {
    id: "export-and-share",
    title: "Export and share",
    summary: "Figures, movies, tables, arrays, links, bundles, embedding",
    load: () => import("../../docs/how-to/export-and-share.md?raw"),
  },
  {
    id: "reproduce-a-run",
    title: "Reproduce a run",
    summary: "The same bits elsewhere",
    load: () => import("../../docs/how-to/reproduce-a-run.md?raw"),
  },
  {
    id: "compute-on-a-server",
    title: "Compute on a server",
    summary: "The back end, its keys and settings",
    load: () => import("../../docs/how-to/compute-on-a-server.md?raw"),
  },
  {
    id: "sign-in-and-keys",
    title: "Sign in, keys and people",
    summary: "Invitations, passwords, another service's sign-in, API keys, roles, the audit log",
    load: () => import("../../docs/how-to/sign-in-and-keys.md?raw"),
  },
  {
    id: "run-heavy-jobs",
    title: "Run heavy jobs",
    summary: "Runs and sweeps that go on when nobody watches, on one machine or many",
    load: () => import("../../docs/how-to/run-heavy-jobs.md?raw"),
  },
  {
    id: "deploy-to-production",
    title: "Deploy to production",
    summary: "The static site, headers, the back end behind a proxy",
    load: () => import("../../docs/how-to/deploy-to-production.md?raw"),
  },
  {
    id: "server-settings",
    title: "The server's settings",
    summary: "Every key and variable, its default, and what changes while the server runs",
    load: () => import("../../docs/how-to/server-settings.md?raw"),
  },
  {
    id: "observe-a-server",
    title: "Observe a server",
    summary: "Logs, Prometheus metrics, traces in Jaeger",
    load: () => import("../../docs/how-to/observe-a-server.md?raw"),
  },
  {
    id: "work-with-other-systems",
    title: "Work with other systems",
    summary: "Live sources, files of other programs, pipelines, HTTP",
    load: () => import("../../docs/how-to/work-with-other-systems.md?raw"),
  },
  {
    id: "add-a-model",
    title: "Add a model",
    summary: "One file and one line, for those who change the code",
    load: () => import("../../docs/how-to/add-a-model.md?raw"),
  },
]);

import type { MembraneModel } from "../core/define/membrane";
import type { PlainValue } from "../core/define/params";
import { toRecord, WorkbenchError, type ErrorRecord } from "../core/errors";
import { membraneModels, restingCells } from "../core/membrane/index";
import type { SimulationReport } from "../core/membrane/simulation-report";
import type { MembraneTraces } from "../core/membrane/simulate";
import type { MembraneApi } from "../core/membrane/simulation-thread";
import { draftOfCell, draftOfDocument, newIon, readCell, type CellDraft, type CellReports, type IonDraft } from "./membrane-cell";
import { everyOf, modelOf, setupOfDocument, simulationDocument, usualSetup, within, type ClampSetup, type Command } from "./membrane-clamp";
import { stretched } from "./membrane-command";
import { commandInTable } from "./membrane-file";
import type { Services } from "./services";
import type { SliceCreator } from "./store";

/** What the main view shows: the cell at rest, or a model in time. */
export type MembraneView = "rest" | "clamp";

export interface MembraneFacts {
  view: MembraneView;
  /** The cell as its fields say it. */
  cell: CellDraft;
  /** What is wrong there, by the path of its field. */
  problems: Readonly<Record<string, string>>;
  /** The last cell that nothing was wrong with, and what is computed of it. */
  document: Record<string, unknown>;
  reports: CellReports;
  /** Id of the model in time. */
  model: string;
  /** Each model's own, where it was touched. */
  setups: Readonly<Record<string, ClampSetup>>;
  fileProblem: string | null;
  run: {
    status: "idle" | "running" | "stopped" | "done" | "failed";
    /** How many runs there were: the traces are of this one. */
    count: number;
    /** What ran last to its end, and what it was told. */
    result: { model: string; document: Record<string, unknown>; report: SimulationReport } | null;
    problem: ErrorRecord | null;
  };
}

export interface MembraneSlice {
  membrane: MembraneFacts;
  /** How much of the run under way is done, 0 … 1; apart from the rest, which need not be drawn anew with it. */
  membraneShare: number;
  showMembrane(view: MembraneView): void;
  /** Takes a resting cell as it comes. */
  chooseMembrane(id: string): void;
  setCell(change: Partial<CellDraft>): void;
  setIon(index: number, change: Partial<IonDraft>): void;
  /** @param id of the table of ions; null for one to be named. */
  addIon(id: string | null): void;
  removeIon(index: number): void;
  chooseMembraneModel(id: string): void;
  setClamp(change: Partial<ClampSetup>): void;
  setClampParameter(name: string, value: PlainValue): void;
  /** Changes the command of the clamp that is chosen. */
  setCommand(change: Partial<Command>): void;
  resetClamp(): void;
  /** Takes a command from a file of times and values; what is wrong with it is told in `fileProblem`. */
  openCommandFile(name: string, file: Uint8Array | Blob): Promise<void>;
  /** Resolves when it has ended or was stopped. */
  runClamp(): Promise<void>;
  stopClamp(): void;
  /** Samples of the result; null before there is one. They are not in the store. */
  clampTraces(): MembraneTraces | null;
  /** All that is set up, for a link. */
  membraneDocument(): Record<string, unknown>;
  /** Sets up what a link brings. @throws WorkbenchError that says what is wrong with it. */
  takeMembrane(document: unknown): void;
}

/** Whether a run takes no more than moments, so that a link may start it. */
const isShort = (model: MembraneModel, setup: ClampSetup): boolean =>
  setup.duration <= 10 * model.time.duration && setup.duration / everyOf(model, setup) <= 100_000;

/** What is set up for a model. */
export const setupIn = ({ model, setups }: Pick<MembraneFacts, "model" | "setups">): ClampSetup => setups[model] ?? usualSetup(modelOf(model));

export const createMembraneSlice =
  ({ startMembrane, importFile }: Pick<Services, "startMembrane" | "importFile">): SliceCreator<MembraneSlice> =>
  (set, get) => {
    let thread: (MembraneApi & { dispose(): void }) | null = null;
    let traces: MembraneTraces | null = null;
    let turn = 0;
    const patch = (facts: Partial<MembraneFacts>) => set(({ membrane }) => ({ membrane: { ...membrane, ...facts } }));
    const patchRun = (run: Partial<MembraneFacts["run"]>) => patch({ run: { ...get().membrane.run, ...run } });
    const end = () => {
      turn++;
      thread?.dispose();
      thread = null;
    };
    /** Changes what is set up, which can be taken back. @param title what was changed, as it stands behind "Undo". */
    const change = (title: string, facts: Partial<MembraneFacts>) => {
      const put = (from: MembraneFacts) => {
        const { view, cell, problems, document, reports, model, setups } = from;
        return () => patch({ view, cell, problems, document, reports, model, setups });
      };
      const undo = put(get().membrane);
      patch(facts);
      get().record({ title, merge: `membrane ${title}`, undo, redo: put(get().membrane) });
    };
    const putCell = (cell: CellDraft) => {
      const { problems, found } = readCell(cell);
      change("Cell", { view: "rest", cell, problems, ...found });
    };
    const putSetup = (setup: Partial<ClampSetup>) => {
      const { model, setups } = get().membrane;
      change("Clamp", { view: "clamp", setups: { ...setups, [model]: { ...setupIn(get().membrane), ...setup } } });
    };
    const changeIons = (changed: (ions: readonly IonDraft[]) => readonly IonDraft[]) => {
      const { cell } = get().membrane;
      putCell({ ...cell, ions: changed(cell.ions) });
    };
    const first = draftOfCell(restingCells.ids[0]!);
    return {
      membrane: {
        view: "rest",
        cell: first,
        problems: {},
        ...readCell(first).found!,
        model: membraneModels.ids[0]!,
        setups: {},
        fileProblem: null,
        run: { status: "idle", count: 0, result: null, problem: null },
      },
      membraneShare: 0,
      showMembrane: (view) => patch({ view }),
      chooseMembrane: (id) => putCell(draftOfCell(id)),
      setCell: (facts) => putCell({ ...get().membrane.cell, ...facts }),
      setIon: (index, facts) => changeIons((ions) => ions.with(index, { ...ions[index]!, ...facts })),
      addIon: (id) => changeIons((ions) => [...ions, newIon(id)]),
      removeIon: (index) => changeIons((ions) => ions.toSpliced(index, 1)),
      chooseMembraneModel(id) {
        if (get().membrane.run.status === "running") get().stopClamp();
        change("Clamp", { view: "clamp", model: membraneModels.get(id).id, fileProblem: null });
      },
      setClamp(facts) {
        const { commands } = setupIn(get().membrane);
        const { duration } = facts;
        if (duration === undefined) return putSetup(facts);
        const fit = (command: Command): Command => ({ ...command, points: stretched(command.points, duration) });
        putSetup({ commands: { current: fit(commands.current), voltage: fit(commands.voltage) }, ...facts });
      },
      setClampParameter(name, value) {
        const { parameters } = setupIn(get().membrane);
        putSetup({ parameters: { ...parameters, [name]: value } });
      },
      setCommand(facts) {
        const { kind, commands } = setupIn(get().membrane);
        if (kind !== "none") putSetup({ commands: { ...commands, [kind]: { ...commands[kind], ...facts } } });
      },
      resetClamp() {
        const { [get().membrane.model]: _, ...setups } = get().membrane.setups;
        change("Clamp", { setups, fileProblem: null });
      },
      async openCommandFile(name, file) {
        try {
          const { times, values } = commandInTable(name, await importFile(name, file, "table"));
          const { kind, commands } = setupIn(get().membrane);
          if (kind === "none") return;
          patch({ fileProblem: null });
          get().setCommand({ way: "file", file: { name, times, values }, ...within(commands[kind], values) });
        } catch (error) {
          patch({ fileProblem: toRecord(error).message });
        }
      },
      async runClamp() {
        end();
        const mine = turn;
        const { model } = get().membrane;
        const document = simulationDocument(model, setupIn(get().membrane));
        patch({ view: "clamp" });
        set({ membraneShare: 0 });
        patchRun({ status: "running", problem: null });
        try {
          const own = (thread = startMembrane((share) => {
            if (mine === turn) set({ membraneShare: share });
          }));
          const answer = await own.simulate(document);
          if (mine !== turn) return;
          traces = answer.traces;
          patchRun({ status: "done", count: get().membrane.run.count + 1, result: { model, document, report: answer.report } });
        } catch (error) {
          if (mine === turn) patchRun({ status: "failed", problem: toRecord(error) });
        } finally {
          if (mine === turn) end();
        }
      },
      stopClamp() {
        end();
        patchRun({ status: "stopped" });
      },
      clampTraces: () => traces,
      membraneDocument() {
        const { view, cell, document, model, run } = get().membrane;
        const simulation = simulationDocument(model, setupIn(get().membrane));
        return { version: 1, view, preset: cell.preset, cell: document, simulation, ran: run.result !== null };
      },
      takeMembrane(document) {
        const { version, view, preset, cell, simulation, ran } = (document ?? {}) as Record<string, unknown>;
        if (version !== 1) throw new WorkbenchError("spec/malformed", [], "this is no setup of the membrane room; export it again where it was made");
        const draft = draftOfDocument(cell, String(preset));
        const { model, setup } = setupOfDocument(simulation);
        get().stopClamp();
        putCell(draft);
        const { setups } = get().membrane;
        patch({ view: view === "clamp" ? "clamp" : "rest", model, setups: { ...setups, [model]: setup } });
        patchRun({ status: "idle", problem: null, result: null });
        if (view === "clamp" && ran === true && isShort(modelOf(model), setup)) void get().runClamp();
      },
    };
  };

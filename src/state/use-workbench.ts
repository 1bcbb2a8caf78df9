import { createContext, useContext } from "react";
import { useStore } from "zustand";
import type { Services } from "./services";
import type { Workbench, WorkbenchState } from "./store";

export const WorkbenchContext = createContext<Workbench | null>(null);

/** All of it, for what opens rooms and acts by name. */
export function useWorkbenchItself(): Workbench {
  const workbench = useContext(WorkbenchContext);
  if (!workbench) throw new Error("this component stands outside <WorkbenchContext>");
  return workbench;
}

/** Reads from the store; the component draws again when what it read changes. Select single facts, not new objects. */
export const useWorkbench = <T>(select: (state: WorkbenchState) => T): T => useStore(useWorkbenchItself().store, select);

/** The frames, the engine and the readers of files. */
export const useServices = (): Services => useWorkbenchItself().services;

/** The store itself, for callbacks that read the state at the time they are called. */
export const useWorkbenchStore = (): Workbench["store"] => useWorkbenchItself().store;

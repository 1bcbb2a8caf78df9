import { createRoot } from "react-dom/client";
import type { EngineApi } from "../engine/protocol";
import { App } from "./app";
import { followLanguage } from "./language";
import { startWorkbench } from "./workbench";

/** Shows the workbench, in the language that is wanted. @param engine computes its runs. */
export async function showPage(engine: EngineApi): Promise<void> {
  const workbench = startWorkbench(engine);
  await followLanguage(workbench.store);
  createRoot(document.getElementById("app")!).render(<App workbench={workbench} />);
}

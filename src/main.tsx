import "@fontsource-variable/ibm-plex-sans";
import "@fontsource/ibm-plex-mono/400.css";
import "./app/tokens.css";
import "./app/base.css";
import { createRoot } from "react-dom/client";
import { App } from "./app/app";
import { startWorkbench } from "./app/workbench";

createRoot(document.getElementById("app")!).render(<App workbench={startWorkbench()} />);

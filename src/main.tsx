import "@fontsource-variable/ibm-plex-sans";
import "@fontsource/ibm-plex-mono/400.css";
import "./app/tokens.css";
import "./app/base.css";
import { connectWorkerEngine } from "./engine/client";

// The engine's thread starts first: what it is made of is loaded and compiled beside the page, not after it.
const engine = connectWorkerEngine();
void import("./app/page").then(({ showPage }) => showPage(engine));

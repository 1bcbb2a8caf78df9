// npm start: sets up what is missing, builds, serves, prints the address.
import { installPackages, root, run } from "./install.mjs";

installPackages();
run("npm", ["run", "--silent", "build"]);
const { preview } = await import("vite");
const server = await preview({ root, preview: { host: "127.0.0.1", port: Number(process.env.PORT ?? 4173) } });
const [address] = server.resolvedUrls?.local ?? [];
console.log(`\nMFN Workbench is open at ${address}\nPress Ctrl+C to stop it.`);

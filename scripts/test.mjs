// npm test: sets up what is missing, then everything that CI checks. With --full the long tests too.
import { installBrowser, installPackages, installServices, run } from "./install.mjs";

const full = process.argv.includes("--full");
installPackages();
installBrowser();
installServices();
run(process.execPath, ["scripts/audit.mjs"]);
run("npm", ["run", "--silent", "check"]);
run("npm", ["run", "--silent", "build"]);
run("npm", ["run", "--silent", "check:size"]);
run("npm", ["run", "--silent", "e2e"], { env: { ...process.env, ...(full && { FULL: "1" }) } });
if (full) {
  // Properties are tried on examples that no earlier run has seen.
  const seed = String(Math.floor(Math.random() * 2 ** 31));
  console.log(`FAST_CHECK_SEED=${seed}`);
  for (const kind of ["unshared", "full"])
    run("npx", ["vitest", "run", "--config", `vitest.${kind}.config.ts`], { env: { ...process.env, FAST_CHECK_SEED: seed } });
}

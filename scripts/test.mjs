// npm test: sets up what is missing, then everything that CI checks.
import { installBrowser, installPackages, run } from "./install.mjs";

installPackages();
installBrowser();
run("npm", ["run", "--silent", "check"]);
run("npm", ["run", "--silent", "build"]);
run("npm", ["run", "--silent", "e2e"]);

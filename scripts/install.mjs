import { spawnSync } from "node:child_process";
import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

export const root = fileURLToPath(new URL("..", import.meta.url));

/** Runs a command in the project's folder, its output shown; ends this process with its exit code when it fails. */
export function run(command, args, options = {}) {
  const { status, error } = spawnSync(command, args, { cwd: root, stdio: "inherit", shell: process.platform === "win32", ...options });
  if (error) console.error(`${command}: ${error.message}`);
  if (status !== 0) process.exit(status ?? 1);
}

/** Installs the packages of the lock file unless they are there. */
export function installPackages() {
  const [major, minor] = process.versions.node.split(".").map(Number);
  if (major < 20 || (major === 20 && minor < 19)) {
    console.error(`Node 20.19 or newer is needed, this is ${process.versions.node}. Install it from nodejs.org and try again.`);
    process.exit(1);
  }
  if (!existsSync(join(root, "node_modules", ".package-lock.json"))) run("npm", ["ci", "--no-audit", "--no-fund"]);
}

const chromiumPaths = ["/usr/bin/chromium", "/usr/bin/chromium-browser"];

/** A Chromium for the browser tests: the system's; on Debian as root by apt; elsewhere Playwright's own. */
export function installBrowser() {
  if (chromiumPaths.some(existsSync)) return;
  const isRoot = process.getuid?.() === 0;
  if (isRoot && existsSync("/etc/debian_version")) {
    run("apt-get", ["update", "-q"]);
    run("apt-get", ["install", "-y", "-q", "--no-install-recommends", "chromium"], { env: { ...process.env, DEBIAN_FRONTEND: "noninteractive" } });
  } else {
    run("npx", ["playwright", "install", "chromium"]);
  }
}

/** A program by its name, in the folders of the system or beside those that Debian keeps by version. */
const isInstalled = (program) =>
  [...(process.env.PATH ?? "").split(":"), "/usr/sbin", ...postgresFolders()].some((folder) => existsSync(join(folder, program)));

const postgresFolders = () => {
  const root = "/usr/lib/postgresql";
  return existsSync(root) ? readdirSync(root).map((version) => join(root, version, "bin")) : [];
};

/** PostgreSQL and Redis for the tests of the server, which start their own on free ports: on Debian as root by apt; elsewhere it is said what is missing. */
export function installServices() {
  const missing = Object.entries({ postgresql: "postgres", "redis-server": "redis-server" }).flatMap(([name, program]) =>
    isInstalled(program) ? [] : [name],
  );
  if (missing.length === 0) return;
  const isRoot = process.getuid?.() === 0;
  if (isRoot && existsSync("/etc/debian_version")) {
    run("apt-get", ["update", "-q"]);
    run("apt-get", ["install", "-y", "-q", "--no-install-recommends", ...missing], { env: { ...process.env, DEBIAN_FRONTEND: "noninteractive" } });
  } else {
    console.error(`Tests of the server need ${missing.join(" and ")}, and fail without; on Debian: sudo apt-get install ${missing.join(" ")}`);
  }
}

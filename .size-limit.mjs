import { readdirSync, readFileSync } from "node:fs";

const app = "dist/app";
const page = readFileSync(`${app}/index.html`, "utf8");
/** What the page names itself: its script, what that imports before it runs, its styles. */
const named = [...page.matchAll(/(?:src|href)="\.\/(assets\/[^"]+\.(?:js|css))"/g)].map(([, path]) => path);
/** The thread that computes the first frame, and lends its script to those of a kernel. */
const engine = readdirSync(`${app}/assets`).find((name) => /^engine\.worker-.*\.js$/.test(name));

/** A script and all that it imports before it runs. */
function withImports(name, found = new Set()) {
  if (found.has(name)) return found;
  found.add(name);
  const script = readFileSync(`${app}/assets/${name}`, "utf8");
  for (const [, imported] of script.matchAll(/\bfrom\s*"\.\/([^"]+\.js)"/g)) withImports(imported, found);
  return found;
}

export default [
  {
    name: "until a field grows, fonts apart",
    path: [...new Set(["index.html", ...named, ...[...withImports(engine)].map((name) => `assets/${name}`)])].map((path) => `${app}/${path}`),
    limit: "420 kB",
    gzip: true,
  },
];

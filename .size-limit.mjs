import { readdirSync, readFileSync } from "node:fs";

const app = "dist/app";
const read = (path) => readFileSync(`${app}/${path}`, "utf8");
/** What the page names itself: its scripts with all that they import before they run, its styles. */
const named = [...read("index.html").matchAll(/(?:src|href)="\.\/(assets\/[^"]+\.(?:js|css))"/g)].map(([, path]) => path.replace("assets/", ""));
/** The thread that computes the first frame, and lends its script to those of a kernel. */
const engine = readdirSync(`${app}/assets`).find((name) => /^engine\.worker-.*\.js$/.test(name));
/** What it loads to try the graphics processor, where there is one. */
const trial = [...read(`assets/${engine}`).matchAll(/\bimport\(["`]\.\/([^"`]+\.js)["`]\)/g)]
  .map(([, name]) => name)
  .filter((name) => /requestAdapter/.test(read(`assets/${name}`)));
if (named.length === 0 || trial.length !== 1) throw new Error("the build does not look as it did: what the first picture needs is not found");

/** A script and all that it imports before it runs. */
function withImports(name, found = new Set()) {
  if (found.has(name)) return found;
  found.add(name);
  for (const [, imported] of name.endsWith(".js") ? read(`assets/${name}`).matchAll(/\b(?:from|import)\s*"\.\/([^"]+\.js)"/g) : [])
    withImports(imported, found);
  return found;
}

export default [
  {
    name: "until a field grows, fonts apart",
    path: ["index.html", ...new Set([...named, engine, ...trial].flatMap((name) => [...withImports(name)].map((one) => `assets/${one}`)))].map(
      (path) => `${app}/${path}`,
    ),
    // 400 kB is what `e2e/open-quickly` allows a real visit, whose page brings a little more, such as an icon.
    limit: "399 kB",
    gzip: true,
  },
];

import { readdirSync, readFileSync } from "node:fs";

const app = "dist/app";
const page = readFileSync(`${app}/index.html`, "utf8");
/** What the page names itself: its script, what that imports before it runs, its styles. */
const named = [...page.matchAll(/(?:src|href)="\.\/(assets\/[^"]+\.(?:js|css))"/g)].map(([, path]) => path);
/** The threads that compute the first frame. */
const threads = readdirSync(`${app}/assets`)
  .filter((name) => /^(engine|kernel)\.worker-.*\.js$/.test(name))
  .map((name) => `assets/${name}`);

export default [
  {
    name: "until a field grows, fonts apart",
    path: ["index.html", ...named, ...threads].map((path) => `${app}/${path}`),
    limit: "400 kB",
    gzip: true,
  },
];

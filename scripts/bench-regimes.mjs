// Scores every detector on annotated real series: npm run bench:regimes [-- FOLDER], FOLDER with score.mjs and tcpd/, ../shared/regimes by default.
import { existsSync } from "node:fs";
import { resolve } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { runnerImport } from "vite";

const folder = resolve(process.argv[2] ?? fileURLToPath(new URL("../../shared/regimes", import.meta.url)));
const scorer = resolve(folder, "score.mjs");
if (!existsSync(scorer)) {
  console.error(
    `No scorer at ${scorer}: the annotated series are other people's data and not part of this package. Name the folder that holds score.mjs and tcpd/.`,
  );
  process.exit(2);
}
const { loadDir, scoreAll } = await import(pathToFileURL(scorer).href);
const { module } = await runnerImport(fileURLToPath(new URL("../benchmarks/regimes.ts", import.meta.url)), { configFile: false, logLevel: "error" });
module.benchRegimes({
  data: loadDir(resolve(folder, "tcpd")),
  scoreAll,
  print: (line) => console.log(line),
  folder: fileURLToPath(new URL("../.cache/regimes", import.meta.url)),
});

/**
 * Known vulnerabilities of what the workbench depends on, as the registry of npm tells them: `node scripts/audit.mjs [--level high]`.
 * Ends with 1 for one of that level or worse. Where the registry answers no such question, as behind some mirrors, it says so and ends with 0:
 * a build without a network is no worse for it, and the words stand in its log.
 */
import { spawnSync } from "node:child_process";
import { parseArgs } from "node:util";

const levels = ["low", "moderate", "high", "critical"];
const { values } = parseArgs({ options: { level: { type: "string", default: "high" } } });
if (!levels.includes(values.level)) {
  console.error(`--level expects one of ${levels.join(", ")}, got "${values.level}"`);
  process.exit(2);
}

const { stdout } = spawnSync("npm", ["audit", "--json", "--omit=dev", "--fetch-retries=0", "--fetch-timeout=20000"], {
  encoding: "utf8",
  timeout: 60_000,
});
const report = parsed(stdout);
const counts = report?.metadata?.vulnerabilities;
if (!counts) {
  console.log(`Dependencies were NOT audited: ${report?.message ?? "the registry gave no answer"}. Run this where the registry answers npm audit.`);
  process.exit(0);
}
const grave = levels.slice(levels.indexOf(values.level)).reduce((sum, level) => sum + (counts[level] ?? 0), 0);
console.log(`Dependencies audited: ${levels.map((level) => `${counts[level] ?? 0} ${level}`).join(", ")}.`);
for (const { name, severity, range } of Object.values(report.vulnerabilities ?? {})) console.log(`  ${name} ${range}: ${severity}`);
process.exit(grave > 0 ? 1 : 0);

/** The document that npm printed; null where it is none. */
function parsed(text) {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

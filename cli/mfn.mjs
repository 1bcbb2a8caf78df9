#!/usr/bin/env node
import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";

const built = new URL("../dist/node/cli.mjs", import.meta.url);

if (existsSync(built)) {
  const { start } = await import(built.href);
  await start();
} else {
  const folder = fileURLToPath(new URL("..", import.meta.url));
  process.stderr.write(`mfn: the command line is not built yet; run "npm ci" or "npm run build:node" in ${folder}\n`);
  process.exitCode = 1;
}

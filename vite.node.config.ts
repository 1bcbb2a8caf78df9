import { builtinModules } from "node:module";
import { defineConfig } from "vite";

/** Kept out of the bundle: loaded from node_modules at run time, those of the server by the server alone. zod is, so that the server and its type provider share one copy. */
const outside = new RegExp(
  `^(${[
    "fastify(-type-provider-zod)?",
    "zod",
    "pg(-boss)?",
    "kysely",
    "ioredis",
    "jose",
    "openid-client",
    "piscina",
    "pino",
    "prom-client",
    "ws",
    "grpc-health-check",
    "@(fastify|electric-sql|node-rs|opentelemetry|grpc|aws-sdk)/.*",
  ].join("|")})(/.*)?$`,
);

/** The command line and the back end, for Node alone: `dist/node/cli.mjs`, which `cli/mfn.mjs` starts, and the threads of its kernels. */
export default defineConfig({
  ssr: { noExternal: true, external: [] },
  build: {
    ssr: true,
    outDir: "dist/node",
    target: "node20",
    minify: false,
    sourcemap: true,
    copyPublicDir: false,
    rolldownOptions: {
      input: {
        cli: "cli/main.ts",
        kernel: "workers/kernel.node.ts",
        engine: "workers/engine.node.ts",
        points: "workers/points.node.ts",
        conclude: "workers/conclude.node.ts",
        cell: "workers/cell.node.ts",
        "server-engine": "server/engine.node.ts",
        compute: "server/compute/compute.node.ts",
      },
      external: (id) => outside.test(id) || id.startsWith("node:") || builtinModules.includes(id),
      output: { entryFileNames: "[name].mjs", chunkFileNames: "[name]-[hash].mjs", format: "es" },
    },
  },
});

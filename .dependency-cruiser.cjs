/** Which zone may import which, from docs/decisions/0001-the-house.md; a zone may always import itself. */
const mayImport = {
  "src/core/": [],
  "src/engine/protocol": ["src/core/", "src/engine/server-http"],
  "src/engine/frame-codec": ["src/core/", "src/engine/protocol"],
  "src/engine/backends/": ["src/core/", "src/engine/protocol"],
  "src/engine/history": ["src/core/", "src/engine/frame-codec"],
  "src/engine/host": ["src/core/", "src/engine/(protocol|history|backends/)"],
  "src/engine/thread-calls": ["src/core/"],
  "src/engine/workers": ["src/core/"],
  "src/engine/pool": ["src/core/"],
  "src/engine/kernel-threads": ["src/engine/backends/threads/"],
  "src/engine/(client|remote|frames|server-)": ["src/core/", "src/engine/(protocol|workers|thread-calls|frame-codec|server-)"],
  "src/connectors/": ["src/core/"],
  "src/exporters/": ["src/core/", "src/engine/(workers|thread-calls)", "src/views/figure-(parts|enlarged)"],
  "src/jobs/": ["src/(core|exporters)/", "src/engine/protocol"],
  "src/notebook/": ["src/(core|connectors)/", "src/exporters/npy", "src/engine/protocol", "src/views/(markdown-tokens|colour-maps)"],
  "src/server-state/": ["src/core/", "src/engine/(protocol|remote|server-)", "src/state/"],
  "src/state/": ["src/core/", "src/engine/(protocol|frames|pool|frame-codec|server-http)", "src/(connectors|notebook|library)/", "src/ui/text"],
  "src/ui/": ["src/core/(define/|errors)", "src/messages/"],
  "src/views/": ["src/core/", "src/ui/"],
  "src/panels/": ["src/core/", "src/engine/(frames|protocol)", "src/(connectors|exporters|library|notebook|server-state|state|views|ui)/"],
  "src/actions/": ["src/core/", "src/engine/protocol", "src/(connectors|exporters|library|state|ui)/", "src/panels/define"],
  "src/library/": ["src/core/", "src/engine/protocol", "src/notebook/notebook-store"],
  "src/app/": ["src/(?!engine/(host|backends/))", "notebooks/"],
  "src/main": ["src/app/", "src/engine/client"],
  "workers/": [
    "src/(core|jobs|notebook|connectors)/",
    "src/exporters/gif-stream",
    "src/engine/(host|history|protocol|thread-calls|kernel-threads|backends/(index|threads/|webgpu/run))",
  ],
  "notebooks/": ["src/notebook/"],
  "cli/": [
    "src/(core|connectors|exporters|jobs|notebook)/",
    "src/engine/(host|protocol|backends/|pool|thread-calls)",
    "workers/thread-endpoint",
    "server/(start|config/inspect|manifests/|jobs/(computing|start-worker))",
    "benchmarks/",
  ],
  "server/": [
    "src/(core|connectors|exporters|jobs)/",
    "src/engine/(host|protocol|frame-codec|thread-calls)",
    "cli/(commands/(?!index)|command|io|backends|kernel-threads)",
    "workers/thread-endpoint",
  ],
};

/** A package imported outside its home is an error. */
const homeOf = {
  "react|react-dom": "^src/(ui|views|panels|app|server-state)/|^src/state/use-",
  "three|@react-three": "^src/(views|exporters)/",
  d3: "^src/(views|exporters|notebook)/",
  "@tanstack": "^src/(server-state|app)/",
  zustand: "^src/state/",
  comlink: "^src/(engine/(client|thread-calls)|notebook)/?|^workers/|^server/",
  dexie: "^src/library/",
  "cmdk|tinykeys": "^src/app/",
  "monaco-editor": "^src/ui/(code-editor|monaco)",
};

const zones = Object.entries(mayImport).map(([zone, allowed]) => ({
  name: `imports of ${zone}`,
  severity: "error",
  from: { path: `^${zone}` },
  to: { path: "^(src|workers|server|cli|notebooks)/", pathNot: [zone, ...allowed].map((path) => `^${path}`) },
}));
const packages = Object.entries(homeOf).map(([name, home]) => ({
  name: `home of ${name}`,
  severity: "error",
  from: { path: "^(src|workers|server|cli)/", pathNot: home },
  to: { path: `node_modules/(@types/)?(${name})(/|-|$)` },
}));

module.exports = {
  forbidden: [
    ...zones,
    ...packages,
    {
      name: "core needs nothing",
      severity: "error",
      from: { path: "^src/core/" },
      to: { dependencyTypes: ["npm", "npm-dev", "core"], pathNot: "node_modules/(zod|fflate|@noble/hashes)/" },
    },
    {
      name: "no cycles",
      severity: "error",
      from: {},
      // A cycle of types alone vanishes in the build: a slice of the store knows the type of the whole.
      to: { circular: true, viaOnly: { dependencyTypesNot: ["type-only"] } },
    },
  ],
  options: { tsPreCompilationDeps: true, tsConfig: { fileName: "tsconfig.json" }, doNotFollow: { path: "node_modules" } },
};

import { createHash } from "node:crypto";
import react from "@vitejs/plugin-react";
import { build, defineConfig, type Plugin } from "vite";
import { VitePWA } from "vite-plugin-pwa";

/** Who may load a file. The frame of cells is nobody's origin, so `sandbox.html` has to be anybody's: Firefox asks for that. */
const resourcePolicy = "Cross-Origin-Resource-Policy";

/** Cross-origin isolation: what SharedArrayBuffer and exact timers ask for. Some servers cannot send it; `ISOLATION=none` is one of them. */
const isolation = {
  "Cross-Origin-Opener-Policy": "same-origin",
  "Cross-Origin-Embedder-Policy": "require-corp",
  [resourcePolicy]: "same-origin",
};
const headers = {
  ...(process.env["ISOLATION"] === "none" ? {} : isolation),
  "X-Content-Type-Options": "nosniff",
  "Referrer-Policy": "no-referrer",
};

/** The development server injects an inline script for hot reloading, which the content policy of the page would refuse. */
const relaxPolicyInDevelopment: Plugin = {
  name: "relax-content-policy-in-development",
  apply: "serve",
  transformIndexHtml: (html, { server }) => (server ? html.replace(/<meta\s+http-equiv="Content-Security-Policy"[^>]*>/, "") : html),
};

/**
 * The page's first script starts the engine's thread and then imports the page. The browser is told of the page at once, so that both come
 * side by side.
 */
const pageBesideEngine: Plugin = {
  name: "page-beside-engine",
  apply: "build",
  transformIndexHtml: {
    order: "post",
    handler(_, { chunk, bundle }) {
      if (!chunk || !bundle) return [];
      const [scripts, styles] = [new Set<string>(), new Set<string>()];
      const follow = (name: string) => {
        const part = bundle[name];
        if (part?.type !== "chunk" || scripts.has(name)) return;
        scripts.add(name);
        part.imports.forEach(follow);
        // After those of its imports: a style sheet may say otherwise than the ones before it.
        part.viteMetadata?.importedCss.forEach((style) => styles.add(style));
      };
      follow(chunk.fileName);
      const byVite = [new Set(scripts), new Set(styles)] as const;
      chunk.dynamicImports.forEach(follow);
      const others = (all: Set<string>, known: Set<string>) => [...all].filter((name) => !known.has(name));
      const link = (rel: string, name: string) => ({ tag: "link", attrs: { rel, crossorigin: true, href: `./${name}` }, injectTo: "head" as const });
      return [
        ...others(scripts, byVite[0]).map((name) => link("modulepreload", name)),
        ...others(styles, byVite[1]).map((name) => link("stylesheet", name)),
      ];
    },
  },
};

/** Everything the app is made of, kept on the reader's machine: the whole of it opens without a network. Nothing changes under a page that is open. */
const keptForOffline = VitePWA({
  registerType: "prompt",
  injectRegister: null,
  workbox: {
    globPatterns: ["**/*.{html,js,css,svg,png,woff2,csv,json}"],
    maximumFileSizeToCacheInBytes: 8e6,
    navigateFallback: "index.html",
    // The app has one page, and its rooms are fragments of that; every other address at its origin is for the server to answer.
    navigateFallbackAllowlist: [/^[^?]*\/(index\.html)?(\?|$)/],
    cleanupOutdatedCaches: true,
  },
  manifest: {
    name: "MFN Workbench",
    short_name: "MFN",
    description: "A research workbench for reaction–diffusion fields, fractal measurement and regime detection.",
    start_url: "./",
    scope: "./",
    display: "standalone",
    background_color: "#0f1113",
    theme_color: "#16191c",
    categories: ["education", "science"],
    icons: [
      { src: "favicon.svg", sizes: "any", type: "image/svg+xml" },
      { src: "icon-192.png", sizes: "192x192", type: "image/png" },
      { src: "icon-512.png", sizes: "512x512", type: "image/png" },
      { src: "icon-maskable.png", sizes: "512x512", type: "image/png", purpose: "maskable" },
    ],
  },
});

/**
 * The script that a worker starts with holds nothing that its other scripts import: WebKit runs a module anew that is imported under the address
 * of the worker's own script, and the engine would answer every call twice.
 */
const entriesApart: Plugin = {
  name: "entries-apart",
  options: (options) => ({ ...options, preserveEntrySignatures: "strict" as const }),
  generateBundle(_, bundle) {
    const chunks = Object.values(bundle).filter((part) => part.type === "chunk");
    const entry = chunks.find(({ isEntry }) => isEntry)!.fileName;
    const importing = chunks.find(({ imports }) => imports.includes(entry));
    if (importing) this.error(`${importing.fileName} imports ${entry}, the script of a worker, which WebKit would run twice`);
  },
};

export default defineConfig({
  plugins: [react(), relaxPolicyInDevelopment, pageBesideEngine, cellSandbox(), keptForOffline],
  base: "./",
  server: { headers },
  preview: { headers: {} },
  worker: {
    format: "es",
    plugins: () => [entriesApart],
    // What most scripts of a worker share stands in one: packed together it is smaller than in pieces.
    rolldownOptions: { output: { codeSplitting: { groups: [{ name: "worker-core", minShareCount: 3 }] } } },
  },
  build: { outDir: "dist/app", target: "es2023", chunkSizeWarningLimit: 8000 },
});

/**
 * `sandbox.html`: the page of the frame in which cells of notebooks run, in one file. Its policy lets it run its own script and the modules that
 * cells are compiled to, and reach nothing else: no network, no storage, no page. The frame is sandboxed, so its origin is nobody's: a file
 * beside it could not be loaded from there, and so the worker's script is in the page too.
 */
function cellSandbox(): Plugin {
  const isSandbox = ({ url }: { url?: string }) => url?.split("?")[0] === "/sandbox.html";
  let made: ReturnType<typeof sandboxPage> | undefined;
  return {
    name: "cell-sandbox",
    // Without a network the frame takes the page's copy of it, and with that the page's policy beside its own: it has to know the script.
    transformIndexHtml: {
      order: "post",
      async handler(html, { server }) {
        return server ? html : html.replace("script-src 'self'", `script-src 'self' '${(await (made ??= sandboxPage())).hash}'`);
      },
    },
    configureServer(server) {
      server.middlewares.use(async (request, response, next) => {
        if (!isSandbox(request)) return next();
        try {
          response.setHeader("Content-Type", "text/html");
          response.setHeader(resourcePolicy, "cross-origin");
          response.end((await sandboxPage()).html);
        } catch (error) {
          next(error);
        }
      });
    },
    // `preview.headers` with "not modified", and WebKit then starts no worker.
    configurePreviewServer(server) {
      server.middlewares.use((request, response, next) => {
        for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
        if (isSandbox(request)) response.setHeader(resourcePolicy, "cross-origin");
        next();
      });
    },
    async generateBundle() {
      // The build for Node has its own cells.
      if (this.environment.config.build.ssr) return;
      this.emitFile({ type: "asset", fileName: "sandbox.html", source: (await (made ??= sandboxPage())).html });
    },
  };
}

/** The page, and its script as a content policy names it. */
async function sandboxPage(): Promise<{ html: string; hash: string }> {
  const worker = await script("workers/cell.worker.ts");
  const frame = await script("src/notebook/sandbox-frame.ts");
  // A "<" inside a script could end it.
  const place = /(["'`])cell worker script\1/g;
  if (frame.match(place)?.length !== 1) throw new Error("the script of cells has to stand once in that of their frame");
  const code = frame.replace(place, () => JSON.stringify(worker).replaceAll("<", "\\u003c")).replaceAll("</", "<\\/");
  const hash = `sha256-${createHash("sha256").update(code).digest("base64")}`;
  const policy = `default-src 'none'; script-src '${hash}' blob: data:; worker-src blob: data:; connect-src 'none'; base-uri 'none'; form-action 'none'`;
  const html = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<title>Cells of a notebook</title>
</head>
<body><script>${code}</script></body>
</html>
`;
  return { html, hash };
}

/** An entry and all it imports as one script. */
async function script(entry: string): Promise<string> {
  const built = await build({
    configFile: false,
    logLevel: "warn",
    define: { "process.env.NODE_ENV": '"production"' },
    build: { write: false, target: "es2023", rolldownOptions: { input: entry, output: { format: "iife", codeSplitting: false } } },
  });
  const [{ output }] = (Array.isArray(built) ? built : [built]) as [{ output: { type: string; code?: string }[] }];
  const chunk = output.find(({ type }) => type === "chunk");
  if (chunk?.code === undefined) throw new Error(`${entry} gave no script`);
  return chunk.code;
}

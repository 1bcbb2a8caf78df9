import react from "@vitejs/plugin-react";
import { defineConfig, type Plugin } from "vite";

/** Cross-origin isolation: what SharedArrayBuffer and exact timers ask for. Some servers cannot send it; `ISOLATION=none` is one of them. */
const isolation = {
  "Cross-Origin-Opener-Policy": "same-origin",
  "Cross-Origin-Embedder-Policy": "require-corp",
  "Cross-Origin-Resource-Policy": "same-origin",
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

export default defineConfig({
  plugins: [react(), relaxPolicyInDevelopment],
  base: "./",
  server: { headers },
  preview: { headers },
  worker: { format: "es" },
  build: { outDir: "dist/app", target: "es2023", chunkSizeWarningLimit: 8000 },
});

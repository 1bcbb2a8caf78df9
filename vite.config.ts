import react from "@vitejs/plugin-react";
import { defineConfig, type Plugin } from "vite";
import { VitePWA } from "vite-plugin-pwa";

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

/** Everything the app is made of, kept on the reader's machine: the whole of it opens without a network. Nothing changes under a page that is open. */
const keptForOffline = VitePWA({
  registerType: "prompt",
  injectRegister: null,
  workbox: {
    globPatterns: ["**/*.{html,js,css,svg,png,woff2,csv,json}"],
    maximumFileSizeToCacheInBytes: 8e6,
    navigateFallback: "index.html",
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

export default defineConfig({
  plugins: [react(), relaxPolicyInDevelopment, keptForOffline],
  base: "./",
  server: { headers },
  preview: { headers },
  worker: { format: "es" },
  build: { outDir: "dist/app", target: "es2023", chunkSizeWarningLimit: 8000 },
});

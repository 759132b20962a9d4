import { defineConfig } from "vite";

export default defineConfig({
  build: {
    outDir: "../src/tocsin/serve/pages",
    emptyOutDir: true,
    // the first browsers that know light-dark() in style sheets
    target: ["chrome123", "firefox120", "safari17.5"],
    // the policy of the pages allows no data: address but for images, and no inline script
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
  },
  server: { proxy: { "/api": process.env.TOCSIN_API ?? "http://127.0.0.1:8000" } },
});

import { defineConfig, type Plugin } from "vite";

const PAGE = /\/src\/pages\/(\w+)\/index\.tsx$/;

/** Writes a start for each page, which names the page's own files too, so that they need not wait for one another. */
function starts(): Plugin {
  return {
    name: "starts",
    enforce: "post",
    generateBundle(_, bundle) {
      const start = bundle["index.html"];
      if (start?.type !== "asset") return;
      const html = String(start.source);
      const files = (name: string, found: Set<string>): Set<string> => {
        const chunk = bundle[name];
        if (chunk?.type !== "chunk" || found.has(name)) return found;
        found.add(name);
        for (const css of chunk.viteMetadata?.importedCss ?? []) found.add(css);
        for (const other of chunk.imports) files(other, found);
        return found;
      };
      for (const chunk of Object.values(bundle)) {
        const page = chunk.type === "chunk" && PAGE.exec(chunk.facadeModuleId ?? "")?.[1];
        if (!page) continue;
        const found = files(chunk.fileName, new Set());
        for (const later of chunk.dynamicImports) files(later, found);
        const link = (name: string) => `<link rel="${name.endsWith(".css") ? "stylesheet" : "modulepreload"}" crossorigin href="/${name}">`;
        const links = [...found].filter((name) => !html.includes(`/${name}"`)).map(link);
        this.emitFile({ type: "asset", fileName: `${page}.html`, source: html.replace("</head>", `  ${links.join("\n    ")}\n  </head>`) });
      }
    },
  };
}

export default defineConfig({
  plugins: [starts()],
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

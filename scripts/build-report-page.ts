/**
 * Bundles the script and style of the report's page (modules/report/page) into modules/report/page.generated.json,
 * from where every report is made. It is committed, so that the program needs no bundler to run, neither from its
 * sources nor as a package; a test fails when it is stale. Run it after a change: npx tsx scripts/build-report-page.ts
 */
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { build, type Plugin, transform } from "esbuild";
import type { PageAssets } from "../modules/report";

const REPORT = join(__dirname, "..", "modules", "report");
export const GENERATED_PAGE = join(REPORT, "page.generated.json");

/**
 * Modules of this project and its libraries do nothing when they are loaded, so what the page does not use of them
 * is left out, whatever door it comes through: the doors of plan and model also lead to Node and to zod.
 */
const withoutSideEffects: Plugin = {
  name: "without-side-effects",
  setup({ onResolve, resolve }) {
    onResolve({ filter: /.*/ }, async ({ path, kind, importer, namespace, resolveDir, pluginData }) => {
      if (kind === "entry-point" || pluginData === withoutSideEffects) return undefined;
      const resolved = await resolve(path, { kind, importer, namespace, resolveDir, pluginData: withoutSideEffects });
      return { ...resolved, sideEffects: false };
    });
  },
};

const TARGET = ["chrome110", "firefox115", "safari16.4"];

/**
 * Bundles the page; the same sources give the same text. Names are shortened in a step of their own: beside code that is
 * left out they would depend on that, and the page would be stale after changes that have nothing to do with it.
 */
export async function buildPage(): Promise<PageAssets> {
  const { outputFiles } = await build({
    entryPoints: { page: join(REPORT, "page", "main.ts"), style: join(REPORT, "page", "style.css") },
    outdir: join(REPORT, "out"),
    write: false,
    bundle: true,
    minifySyntax: true,
    minifyWhitespace: true,
    format: "iife",
    platform: "browser",
    target: TARGET,
    charset: "ascii",
    legalComments: "none",
    // Left out with what needs it; a test looks for what is left of them.
    external: ["node:*", "fs", "path", "url", "util"],
    plugins: [withoutSideEffects],
    tsconfigRaw: {},
  });
  const text = (extension: string) => outputFiles.find(({ path }) => path.endsWith(extension))!.text.trim();
  const { code } = await transform(text(".js"), {
    minify: true,
    target: TARGET,
    charset: "ascii",
    legalComments: "none",
  });
  return { script: code.trim(), style: text(".css") };
}

export function pageText(assets: PageAssets): string {
  return `${JSON.stringify(assets, null, 2)}\n`;
}

if (require.main === module) {
  buildPage().then((assets) => writeFileSync(GENERATED_PAGE, pageText(assets)));
}

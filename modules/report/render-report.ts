import { createHash } from "node:crypto";
import page from "./page.generated.json";
import type { ReportData } from "./report-data";

/** Stands at the beginning of every report, so that a new one replaces nothing else. */
export const REPORT_MARK = '<meta name="generator" content="tenantry report">';

/** The page's script and style, bundled by scripts/build-report-page.ts. */
export interface PageAssets {
  readonly script: string;
  readonly style: string;
}

/**
 * The report as one HTML page that needs nothing else. Its policy lets it run its own script and style and load
 * nothing at all, so that even text that got into the markup could not act or report home.
 *
 * The same data gives the same bytes.
 */
export function renderReport(data: ReportData): string {
  const { script, style }: PageAssets = page;
  const policy = [
    "default-src 'none'",
    `script-src ${hashSource(script)}`,
    `style-src ${hashSource(style)}`,
    "img-src data:",
    "base-uri 'none'",
    "form-action 'none'",
  ].join("; ");
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
${REPORT_MARK}
<title>${escapeHtml(data.name)}: load balancers and routing</title>
<link rel="icon" href="data:,">
<style>${style}</style>
</head>
<body>
<noscript><p class="notice">This page shows its data with JavaScript, which is switched off here.</p></noscript>
<script type="application/json" id="data">${scriptJson(data)}</script>
<script>${script}</script>
</body>
</html>
`;
}

function hashSource(content: string): string {
  return `'sha256-${createHash("sha256").update(content).digest("base64")}'`;
}

/** JSON that may stand in a script element: nothing in it ends the element or begins a comment. */
function scriptJson(value: unknown): string {
  const escaped = (char: string) => `\\u${char.charCodeAt(0).toString(16).padStart(4, "0")}`;
  return JSON.stringify(value).replace(/[<>&\u2028\u2029]/g, escaped);
}

function escapeHtml(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll('"', "&quot;");
}

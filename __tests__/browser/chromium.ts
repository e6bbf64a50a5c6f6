import { existsSync } from "node:fs";
import { pathToFileURL } from "node:url";
import { type Browser, type BrowserContextOptions, chromium, type Page } from "playwright-core";
import { TemporaryDirectory } from "../support/temporary-directory";

const EXECUTABLE = process.env.CHROMIUM ?? "/usr/bin/chromium";

/** Starts Chromium so that the browser itself stays off the network as well. */
export function launch(): Promise<Browser> {
  if (!existsSync(EXECUTABLE)) {
    throw new Error(
      `These tests need Chromium, and there is none at ${EXECUTABLE}. On Debian: apt-get update && ` +
        "apt-get install -y chromium. Elsewhere set CHROMIUM to the path of its executable.",
    );
  }
  return chromium.launch({
    executablePath: EXECUTABLE,
    args: [
      "--no-sandbox",
      "--disable-gpu",
      "--disable-quic",
      "--no-first-run",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
    ],
  });
}

/** A report that is open in the browser, from disk as people open it, and what happened in it. */
export interface OpenReport {
  readonly page: Page;
  /** Every request but the one for the page itself. */
  readonly requests: readonly string[];
  /** Messages on the console, uncaught errors and violations of the page's policy. */
  readonly troubles: readonly string[];
  close(): Promise<void>;
}

export async function open(browser: Browser, html: string, options: BrowserContextOptions = {}): Promise<OpenReport> {
  const directory = new TemporaryDirectory();
  directory.write("report.html", html);
  const url = pathToFileURL(directory.path("report.html")).href;
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, ...options });
  const page = await context.newPage();
  const requests: string[] = [];
  const troubles: string[] = [];
  page.on("request", (request) => request.url() !== url && requests.push(request.url()));
  page.on("console", (message) => troubles.push(`${message.type()}: ${message.text()}`));
  page.on("pageerror", (error) => troubles.push(String(error)));
  await page.addInitScript(
    "addEventListener('securitypolicyviolation', (event) => console.error(`policy: ${event.violatedDirective}`))",
  );
  await page.goto(url);
  const close = async () => {
    await context.close();
    directory.remove();
  };
  return { page, requests, troubles, close };
}

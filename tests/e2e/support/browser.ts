import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { rm } from "node:fs/promises";
import { type Browser, type BrowserContext, chromium, type Page } from "playwright-core";

const QUIET = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  // Otherwise widths follow the hints of whichever fonts have some.
  "--font-render-hinting=none",
];
/** Where the Chromium of npm does not run. */
const INSTALLED = [
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
];

/** The Chromium that came with `npm ci`, the same on every machine; never a download. `PARINAYA_BROWSER` names another. */
export async function browserProgram(): Promise<{ executablePath: string; args: string[] }> {
  const bundled = process.platform === "linux" && process.arch === "x64";
  const executablePath =
    process.env.PARINAYA_BROWSER ?? (bundled ? await unpacked() : INSTALLED.find((path) => existsSync(path)));
  if (!executablePath)
    throw new Error("No browser: install Chromium or Chrome, or set PARINAYA_BROWSER to where one is.");
  return { executablePath, args: QUIET };
}

/** Its own arguments are Lambda's: one process for all pages, which dies with the first context that is closed. */
async function unpacked(): Promise<string> {
  // The package unpacks the libraries it needs only where it believes to be on Lambda.
  process.env.AWS_LAMBDA_JS_RUNTIME ??= "nodejs24.x";
  const { default: bundled } = await import("@sparticuz/chromium");
  const program = await bundled.executablePath();
  if (spawnSync(program, ["--version"]).status === 0) return program;
  // It is taken as it lies there. Where an unpacking was cut off, it would never run again.
  await rm(program, { force: true });
  return await bundled.executablePath();
}

export const openBrowser = async (): Promise<Browser> => chromium.launch(await browserProgram());

export const PHONE = { width: 390, height: 844 };
export const LAPTOP = { width: 1280, height: 900 };

/** A light laptop as well in `npm run proof -- screens`, where every screen is looked at on both. */
export const LOOKS = [
  ["on a phone, dark", PHONE, true],
  ...(process.env.LONG_FORMS ? [["on a laptop", LAPTOP, false] as const] : []),
] as const;

export async function openPage(
  browser: Browser,
  options: { viewport?: { width: number; height: number }; dark?: boolean } = {},
): Promise<{ page: Page; context: BrowserContext; complaints: string[] }> {
  const context = await browser.newContext({
    viewport: options.viewport ?? LAPTOP,
    colorScheme: options.dark ? "dark" : "light",
    locale: "en-IN",
    timezoneId: "Asia/Kolkata",
  });
  const page = await context.newPage();
  page.setDefaultTimeout(20_000);
  const complaints: string[] = [];
  page.on("pageerror", (error) => complaints.push(`${page.url()}: ${error.message}`));
  page.on(
    "console",
    (message) =>
      message.type() === "error" &&
      !/status of (4|3)\d\d/.test(message.text()) &&
      complaints.push(`${page.url()}: ${message.text()}`),
  );
  return { page, context, complaints };
}

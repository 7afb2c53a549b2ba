import { existsSync } from "node:fs";
import { type Browser, type BrowserContext, chromium, type Page } from "playwright-core";

const SYSTEM = [
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
];
const QUIET = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

/** The system's Chromium where there is one, else the one that came with `npm ci`; never a download. */
export async function browserProgram(): Promise<{ executablePath: string; args: string[] }> {
  const system = process.env.PARINAYA_BROWSER === "npm" ? undefined : SYSTEM.find((path) => existsSync(path));
  if (system) return { executablePath: system, args: QUIET };
  // The package unpacks the libraries it needs only where it believes to be on Lambda.
  process.env.AWS_LAMBDA_JS_RUNTIME ??= "nodejs24.x";
  const { default: bundled } = await import("@sparticuz/chromium");
  return { executablePath: await bundled.executablePath(), args: [...bundled.args, ...QUIET] };
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

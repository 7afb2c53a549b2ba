import { openBrowser, openPage, PHONE, LAPTOP } from "./tests/e2e/support/browser";
const base = "http://localhost:3300";
const out = "/tmp/shots";
import { mkdirSync } from "node:fs";
mkdirSync(out, { recursive: true });
const browser = await openBrowser();
const first = await openPage(browser);
await first.page.goto(`${base}/demo?as=owner`);
await first.page.getByRole("button", { name: /owner/i }).click();
await first.page.waitForURL(/\/weddings\/[0-9a-f-]{36}$/);
const home = first.page.url();
const paths = (process.argv[2] ?? "runs,runs/senders,runs/reminders,runs/calls,runs/rules").split(",");
for (const [name, viewport, dark] of [["phone", PHONE, true], ["laptop", LAPTOP, false]] as const) {
  const look = await openPage(browser, { viewport, dark });
  await look.context.addCookies(await first.page.context().cookies());
  for (const path of paths) {
    await look.page.goto(`${home}/${path}`);
    await look.page.locator("h1").first().waitFor();
    await look.page.waitForTimeout(500);
    await look.page.evaluate(() => { for (const d of document.querySelectorAll("main details")) (d as HTMLDetailsElement).open = true; });
    const over = await look.page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    await look.page.screenshot({ path: `${out}/${name}-${path.replaceAll("/", "_").slice(0, 40)}.png`, fullPage: true });
    console.log(name, path, "overflow", over);
  }
  console.log(look.complaints);
}
console.log(home);
await browser.close();

import { mkdir, readFile } from "node:fs/promises";
import { createElement } from "react";
import sharp from "sharp";
import { SiteDocument } from "@/components/website/site-document";
import { toHtml } from "@/components/website/to-html";
import { DEMO_EVENTS } from "@/db/seed/demo";
import { DEMO_SITE } from "@/db/seed/demo-site";
import { buildPage } from "@/lib/website/rules/page";
import { LOOKS } from "@/lib/website/types";
import { openBrowser } from "@/tests/e2e/support/browser";

const ORIGIN = "http://looks.localhost";
const SIZE = { width: 390, height: 563 };
const TYPES: Record<string, string> = { woff2: "font/woff2", js: "text/javascript", jpg: "image/jpeg" };

const functions = DEMO_EVENTS.slice(-3).map(({ name, venueName, venueAddress, day, hour }) => ({
  id: name,
  name,
  startsAt: new Date(Date.UTC(2026, 11, 10 + day, hour - 6, 30)).toISOString(),
  zone: "Asia/Kolkata",
  venue: venueName,
  address: venueAddress,
  mapUrl: null,
  dress: null,
  note: null,
  cancelled: false,
  shownAt: "2026-11-01T00:00:00Z",
}));

/** Takes the pictures by which a look is chosen, of real pages: `node scripts/node.mjs scripts/look-pictures.ts`, and commit them. */
await mkdir("public/looks", { recursive: true });
const browser = await openBrowser();
const page = await browser.newPage({ viewport: SIZE, reducedMotion: "reduce" });
for (const look of LOOKS) {
  const site = buildPage(
    { ...DEMO_SITE, look, languages: ["en"] },
    {
      kind: "public",
      language: "en",
      wedding: { name: "Anjali & Rohan", hosts: "Meera & Rajesh Sharma", zone: "Asia/Kolkata" },
      functions,
      publishedAt: "2026-11-01T00:00:00Z",
      address: null,
      photo: null,
      preview: null,
    },
  );
  const html = await toHtml(createElement(SiteDocument, { page: site }));
  await page.route(`${ORIGIN}/**`, async (route) => {
    const { pathname } = new URL(route.request().url());
    if (pathname === "/") return route.fulfill({ body: html, contentType: "text/html; charset=utf-8" });
    const body = await readFile(`public${pathname}`).catch(() => null);
    return body
      ? route.fulfill({ body, contentType: TYPES[pathname.split(".").at(-1)!] ?? "application/octet-stream" })
      : route.fulfill({ status: 404 });
  });
  await page.goto(ORIGIN);
  await page.evaluate(() => document.fonts.ready.then(() => undefined));
  await page.waitForTimeout(500);
  const shot = await page.screenshot();
  await sharp(shot).resize(360, 520).webp({ quality: 78 }).toFile(`public/looks/${look}.webp`);
  await page.unroute(`${ORIGIN}/**`);
}
await browser.close();

import { writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import type { Browser, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, expect, it } from "vitest";
import { violations } from "./support/axe";
import { LOOKS, openBrowser, openPage, PHONE } from "./support/browser";
import { simulator, url } from "./support/client";

/** What was prepared from one number of the demo wedding, for families of this file alone. */
const FAMILY = "Outreach Kapoor";
let browser: Browser;
let page: Page;
let phone: Page;
let home: string;
let complaints: string[];
let listLink: string;
let guestLink: string;
let changePage: string;
let sheet: string;

beforeAll(async () => {
  await simulator("POST", "config", {
    weights: { silent: 100 },
    approvalMs: 50,
    timings: { sent: [5, 20], delivered: [5, 20], read: [5, 20], reply: [5, 20] },
  });
  browser = await openBrowser();
  ({ page, complaints } = await openPage(browser));
  phone = (await openPage(browser, { viewport: PHONE })).page;
  await page.goto(url("/demo?as=owner"));
  await button(/owner/i).click();
  await page.waitForURL(/\/weddings\/[0-9a-f-]{36}$/);
  home = page.url();
});
afterAll(() => browser.close());
afterEach(async ({ task }) => {
  if (task.result?.state === "fail")
    await page.screenshot({ path: path.join(tmpdir(), `parinaya-failed-${task.id}.png`), fullPage: true });
});

const button = (name: string | RegExp) => page.getByRole("button", { name });
const dialog = () => page.getByRole("dialog").or(page.getByRole("alertdialog"));

it("adds a relative's phone with a text of the family's own", async () => {
  const file = path.join(tmpdir(), "parinaya-outreach.csv");
  await writeFile(
    file,
    `Name,Phone,Family,Side\nSeema Kapoor,+14155550177,${FAMILY},bride\nDev Kapoor,+14155550178,${FAMILY},bride\nNo Phone,,Outreach Silent,groom\n`,
  );
  await page.goto(`${home}/guests/import`);
  await page.locator('input[type="file"]').setInputFiles(file);
  await page.waitForURL(/guests\/import\/[0-9a-f-]{36}/);
  await page.getByText("Seema Kapoor").first().waitFor();
  await page.getByLabel(/These people gave us their numbers/).check();
  await button(/^Add /).click();
  await page
    .getByText(/were added|was added/)
    .first()
    .waitFor();
  await page.goto(`${home}/guests?q=Outreach`);
  await page.getByLabel("Select every family on this page").check();
  await button(/^Invite .* to …/).click();
  await dialog().getByLabel("Roka", { exact: false }).first().check();
  await dialog()
    .getByRole("button", { name: /^Invite / })
    .click();
  await dialog().waitFor({ state: "hidden" });

  await page.goto(`${home}/runs/senders`);
  await button("Add a relative’s phone").click();
  await dialog().getByLabel("Whose phone is it?").fill("Mausi");
  await dialog().getByLabel("Their number").fill("+91 98111 22222");
  await dialog().getByRole("button", { name: "Add it" }).click();
  await page.getByRole("heading", { name: "Mausi" }).waitFor();
  await page.getByText("Your own text").waitFor();
});

it("prepares an invite from that phone; whom no marketing reaches is in it, who has no number is not", async () => {
  await page.goto(`${home}/runs/new?q=Outreach`);
  await page.getByRole("textbox", { name: "Name", exact: true }).fill("By Mausi");
  await page.getByLabel("From the number").selectOption({ label: "Mausi" });
  await page.getByRole("radio", { name: /Invitation/ }).check();
  await button("Go on to the rehearsal").click();
  await page.waitForURL(/runs\/[0-9a-f-]{36}/);
  await button("Rehearse it").click();
  await page.getByText(`Namaste ${FAMILY}`).first().waitFor();
  await page.getByText("(their own link)").first().waitFor();
  await button(/^Freeze /).click();
  await button(/^Approve/).click();
  await dialog().getByRole("button", { name: "Approve it" }).click();
  await button(/^Send to /)
    .first()
    .click();
  await dialog()
    .getByRole("button", { name: /^Send to / })
    .click();
  await page.getByText("Sending", { exact: true }).first().waitFor();
});

it("gives the relative a link that is shown once", async () => {
  await page.goto(`${home}/runs/senders`);
  await button("Make the link").click();
  await dialog().getByRole("button", { name: "Make the link" }).click();
  listLink = await dialog().getByLabel("For Mausi").inputValue();
  expect(listLink).toMatch(/\/relay\/[\w-]{43}$/);
  await dialog().getByRole("button", { name: "Done" }).click();
});

it("opens WhatsApp with the text in one tap, and notes that it went out in another", async () => {
  let opened = "";
  // A redirect is not to be intercepted; that the browser asks for it shows that the page lets it go there.
  phone.on("request", (request) => {
    if (request.url().startsWith("https://wa.me/")) opened = request.url();
  });
  await phone.goto(listLink);
  await phone.getByRole("heading", { name: "1 family to write to" }).waitFor();
  await phone.getByRole("button", { name: "Open in WhatsApp" }).click();
  await expect.poll(() => opened).toMatch(/wa\.me\/1415555017[78]/);
  guestLink = new URL(opened).searchParams.get("text")!.match(/\S+\/g\/[\w-]{22}/)![0];
  // Without a network WhatsApp is not there; the relative comes back to the list.
  await phone.waitForURL(/^chrome-error:/).catch(() => undefined);
  await phone.goto(listLink);
  await phone.getByText("Opened. Did it go out?").waitFor();
  await phone.getByRole("button", { name: "Yes, it is sent" }).click();
  await phone.getByRole("heading", { name: "All done. Thank you" }).waitFor();
});

it("takes the family's answer on its own page, without a script, person by person", async () => {
  const plain = await browser.newContext({ viewport: PHONE, javaScriptEnabled: false });
  const guest = await plain.newPage();
  guest.setDefaultTimeout(20_000);
  const kept = {
    "cache-control": expect.stringContaining("no-store"),
    "referrer-policy": "no-referrer",
    "x-robots-tag": expect.stringContaining("noindex"),
    "content-security-policy": expect.stringContaining("frame-ancestors 'none'"),
  };
  expect((await guest.goto(`${guestLink}?answer`))!.headers()).toMatchObject(kept);
  await guest.getByText(FAMILY).waitFor();
  // All one sees at first: who invites, to what, and one button.
  const tap = await guest.getByRole("button", { name: "All of us, to everything" }).boundingBox();
  expect(tap!.y + tap!.height).toBeLessThan(PHONE.height);
  expect(await guest.getByLabel("Seema Kapoor").isVisible()).toBe(false);
  await guest.getByLabel("Some of us").check();
  await guest.getByRole("button", { name: "Send our answer" }).click();
  await guest.getByRole("alert").waitFor();
  expect(await guest.getByLabel("Some of us").isChecked()).toBe(true);
  await guest.getByLabel("Seema Kapoor").check();
  await guest.getByRole("button", { name: "Send our answer" }).click();
  await guest.getByText(/Your answer has reached the family/).waitFor();
  await guest.getByText("1 person coming").waitFor();
  expect(await guest.getByLabel("Seema Kapoor").isChecked()).toBe(true);

  await guest.getByRole("navigation", { name: "Language" }).getByText("English").first().click();
  await guest.getByRole("link", { name: "हिन्दी" }).click();
  await guest.getByRole("heading", { name: "परिवार को यह दिख रहा है" }).waitFor();
  expect((await guest.goto(`${guestLink}/more`))!.headers()).toMatchObject(kept);
  await guest.getByLabel("Seema Kapoor").selectOption("jain");
  await guest.getByLabel("Day").first().fill("2026-12-14");
  await guest.getByLabel("Day").last().fill("2026-12-10");
  await guest.getByRole("button", { name: "Save" }).first().click();
  await guest.getByText("Food is saved.").waitFor();
  await guest.getByText(/You leave before you arrive/).waitFor();
  expect(await guest.getByLabel("Day").last().inputValue()).toBe("2026-12-10");
  await guest.getByLabel("Day").last().fill("2026-12-20");
  await guest.getByLabel("Please pick us up when we arrive").check();
  await guest.getByRole("button", { name: "Save" }).last().click();
  await guest.getByText("Travel is saved.").waitFor();
  await plain.close();

  await page.goto(`${home}/guests?q=Kapoor`);
  await page.getByText("Coming").first().waitFor();
  await page.locator("a[data-row]").first().click();
  await page.getByText("They would like to be picked up").waitFor();
  await button(/^Note how /).click();
  await dialog().getByLabel("Rooms").fill("2");
  await dialog().getByRole("button", { name: "Save" }).click();
  await page.getByText("The journey of").waitFor();
  expect((await phone.goto(url("/g/AAAAAAAAAAAAAAAAAAAAAA")))!.status()).toBe(404);
  expect((await phone.goto(url("/g/AAAAAAAAAAAAAAAAAAAAAA/more")))!.status()).toBe(404);
});

it("answers what only a person understands, in the open chat", async () => {
  await simulator("POST", "phones/14155550177/type", { text: "Can two buses park at the venue?" });
  const card = page.locator("li", { has: page.getByRole("heading", { name: FAMILY }) });
  await expect
    .poll(
      async () => {
        await page.goto(`${home}/answers?view=read`);
        return card.count();
      },
      { timeout: 20_000 },
    )
    .toBe(1);
  await card.getByRole("button", { name: "I will answer this" }).click();
  await card.getByText("You are on it").waitFor();
  await card.getByRole("button", { name: /^Write back/ }).click();
  await card.getByLabel(`Your words to ${FAMILY}`).fill("Yes, behind the hall.");
  // What was typed survives a reload of the page.
  await page.reload();
  await card.getByRole("button", { name: /^Write back/ }).click();
  expect(await card.getByLabel(`Your words to ${FAMILY}`).inputValue()).toBe("Yes, behind the hall.");
  await card.getByRole("button", { name: "Send it" }).click();
  await page.getByText(`On its way to ${FAMILY}`).waitFor();
  await card.waitFor({ state: "detached" });
  await expect
    .poll(async () => JSON.stringify(await simulator("GET", "phones/14155550177")), { timeout: 20_000 })
    .toContain("Yes, behind the hall.");
});

it("settles on one of two voices in a tap, and a number on the board opens to it", async () => {
  await simulator("POST", "phones/14155550177/type", { text: "Sorry, we cannot come to the Roka" });
  const family = page.getByRole("heading", { name: FAMILY });
  await expect
    .poll(
      async () => {
        await page.goto(`${home}/answers/differ`);
        return family.count();
      },
      { timeout: 20_000 },
    )
    .toBe(1);
  await button(/^This holds: .*1 adult, Roka/).click();
  await family.waitFor({ state: "detached" });
  // For the look at the queue below.
  await simulator("POST", "phones/14155550177/type", {
    text: "My uncle tells you all of it on Sunday, yes?",
  });
  await page.goto(home);
  // What comes in moves what stands below it.
  await page.getByText("1 message to read").waitFor();
  await page
    .getByRole("region", { name: "Roka" })
    .getByRole("link", { name: /coming/ })
    .click();
  const row = page.getByRole("row", { name: new RegExp(FAMILY) });
  await row.getByText(/Entered by /).waitFor();
  await page.getByRole("link", { name: "Sheet for the caterer" }).click();
  await page.getByRole("heading", { name: "What they eat" }).waitFor();
  sheet = page.url();
});

it("sends a test to a family of one's own before the invite goes out", async () => {
  const name = page.getByRole("textbox", { name: "Name", exact: true });
  await page.goto(`${home}/runs/new`);
  await name.fill("For all of them");
  // A draft for everybody is not what a link for some opens.
  await page.goto(`${home}/runs/new?q=Outreach`);
  await page.getByText("fit. Who is not invited").waitFor();
  expect(await name.inputValue()).toBe("");
  await name.fill("From the number");
  await page.getByRole("textbox", { name: "Wave" }).fill("outreach");
  await button("Go on to the rehearsal").click();
  await page.waitForURL(/runs\/[0-9a-f-]{36}/);
  await button("Rehearse it").click();
  await page.getByText("marketing messages to numbers in the USA").first().waitFor();
  await button("Send a test").click();
  await dialog().getByLabel("Which family").fill("Outreach");
  await dialog()
    .getByRole("radio", { name: /Kapoor/ })
    .click();
  await dialog().getByRole("button", { name: "Send to 1" }).click();
  await dialog().getByText("None of these families can be written to now", { exact: false }).waitFor();
  await dialog().getByRole("button", { name: "Go back" }).click();
});

it("puts whom it cannot reach on the call list, shares the calls out, and takes the outcome", async () => {
  await button("Give it up").click();
  await dialog().getByRole("button", { name: "Give it up" }).click();
  await page.goto(`${home}/runs`);
  await page.getByRole("link", { name: "By Mausi" }).click();
  await button("Put them on the call list").click();
  await page.getByText("1 family put on the call list").waitFor();
  await page.getByText("Every message, step by step").click();
  await page.getByRole("heading", { level: 1, name: "Every message" }).waitFor();
  await page.getByText(FAMILY).first().click();
  await page.getByText("WhatsApp sent it").waitFor();
  await page.goto(`${home}/runs/calls`);
  await page.getByText("No phone number to write to").waitFor();
  await button("Share out the calls").click();
  await dialog().getByLabel("Who", { exact: true }).selectOption({ label: "Somebody else" });
  await dialog().getByLabel("Name").fill("Mausi");
  await dialog().getByRole("button", { name: "Give them" }).click();
  await page.getByText("Mausi calls.").waitFor();
  await button("Note the call").click();
  await dialog().getByRole("radio", { name: "Spoke to them" }).check();
  await dialog().getByLabel("Note").fill("Four of them come");
  await dialog().getByRole("button", { name: "Save" }).click();
  await page.getByText("Nobody to call here").waitFor();
  await page
    .locator("[data-sonner-toast]")
    .filter({ hasText: "spoke to them" })
    .getByRole("button", { name: "Undo" })
    .click();
  await page.getByText("Mausi calls.").waitFor();
});

it("hands a message in and hears that it is approved", async () => {
  await page.goto(`${home}/runs/senders`);
  const form = page.locator("form", { has: page.getByRole("heading", { name: "Write a new message" }) });
  await form.getByLabel("Name").fill("our second one");
  await form.getByLabel("Message", { exact: true }).fill("{{1}} is invited.");
  await form.getByRole("button", { name: "Hand it in to WhatsApp" }).click();
  await form.getByText("begins or ends with a place").waitFor();
  await form.getByLabel("Message", { exact: true }).fill("Dear {{1}}, please come to {{2}} with us.");
  await form.getByLabel("{{2}} is").selectOption("functions");
  await form.getByRole("button", { name: "Hand it in to WhatsApp" }).click();
  await page.getByText("Handed in to WhatsApp").waitFor();
  await expect
    .poll(
      async () => {
        await page.reload();
        return page.getByText("Our second one").first().locator("xpath=ancestor::summary").textContent();
      },
      { timeout: 20_000 },
    )
    .toContain("Approved by WhatsApp");
});

it("plans reminders for the silent and stops them", async () => {
  await page.goto(`${home}/runs/reminders`);
  await page.getByText(/silent now/).waitFor();
  await page.getByRole("radio", { name: /Family invitation, English/ }).check();
  const day = (ahead: number) => new Date(Date.now() + ahead * 86_400_000).toISOString().slice(0, 10);
  await page.getByLabel("First reminder").fill(day(2));
  await page.getByLabel("Last day").fill(day(20));
  await button("Plan reminders").click();
  await dialog().getByRole("button", { name: "Plan them" }).click();
  await page.getByText("3 reminders are planned").waitFor();
  await page.getByText("Under way").waitFor();
  await button("Stop").click();
  await dialog().getByRole("button", { name: "Stop them" }).click();
  await page.getByText("Stopped by hand.").waitFor();
});

it("tells who said yes that a function was moved, and hears that they have seen it", async () => {
  await page.goto(`${home}/functions`);
  const sangeet = (await page.getByRole("link", { name: "Sangeet", exact: true }).getAttribute("href"))!;
  await page.getByRole("link", { name: "Roka", exact: true }).click();
  await page.getByLabel("Time", { exact: true }).first().fill("18:30");
  await button("Save").click();
  await page
    .getByText(/Roka moved from .* to .*6:30 pm: 1 family said yes or maybe and does not know/)
    .waitFor();
  await page.goto(home);
  await page.getByRole("link", { name: /Roka moved from/ }).click();
  await page.waitForURL(/\/changes\//);
  changePage = page.url();
  await page.getByLabel("Ask them to confirm again").check();
  await button("Hand it in to WhatsApp").click();
  await expect
    .poll(
      async () => {
        await page.reload();
        return page.getByRole("radio", { name: /Change of plan confirm.*Approved/ }).count();
      },
      { timeout: 20_000 },
    )
    .toBe(1);
  await page.getByLabel("Ask them to confirm again").check();
  await button("Go on to the rehearsal").click();
  await page.waitForURL(/runs\/[0-9a-f-]{36}/);
  await button("Rehearse it").click();
  await page.getByText(`Dear ${FAMILY}, Roka has changed.`).first().waitFor();

  const plain = await browser.newContext({ viewport: PHONE, javaScriptEnabled: false });
  const guest = await plain.newPage();
  await guest.goto(`${guestLink}?answer`);
  await guest.getByText(/Now: .*6:30 pm/).waitFor();
  await guest.getByText("Add to our calendar").click();
  const file = await fetch(
    await guest
      .getByRole("link", { name: /Another calendar/ })
      .getAttribute("href")
      .then((href) => href!),
  );
  expect(file.headers.get("content-type")).toContain("text/calendar");
  expect(file.headers.get("cache-control")).toContain("no-store");
  expect(await file.text()).toMatch(/SUMMARY:Roka[\s\S]*STATUS:CONFIRMED/);
  expect(await guest.getByRole("link", { name: /Google Calendar/ }).getAttribute("href")).toContain(
    "T130000Z",
  );
  // Not one of theirs, not a file of ours, nobody's link.
  for (const where of [
    `${guestLink}/${sangeet.split("/").at(-1)}.ics`,
    `${guestLink}/calendar.txt`,
    url("/g/AAAAAAAAAAAAAAAAAAAAAA/calendar.ics"),
  ])
    expect((await fetch(where)).status).toBe(404);
  await guest.getByRole("button", { name: "We have seen it" }).click();
  await guest.getByText("The family knows that you have seen it").waitFor();
  expect(await guest.getByText("Roka has changed").count()).toBe(0);
  await plain.close();
});

it.concurrent.each(LOOKS)("is usable by everybody %s", async (name, viewport, dark) => {
  const other = await openPage(browser, { viewport, dark });
  await other.context.addCookies(await page.context().cookies());
  const found: string[] = [];
  const console = [
    `${home}/runs/senders`,
    `${home}/runs/reminders`,
    `${home}/runs/calls`,
    changePage,
    home,
    `${home}/answers`,
    `${home}/answers?view=read`,
    `${home}/answers/differ`,
    `${home}/answers/activity`,
    sheet,
  ];
  // What a relative and a guest open is one column everywhere.
  const open = [listLink, guestLink, `${guestLink}?answer&lang=gu`, `${guestLink}/more`];
  for (const where of name === "on a laptop" ? console : [...console, ...open]) {
    await other.page.goto(where);
    await other.page.locator("h1").first().waitFor();
    for (const one of await other.page.locator("main details > summary").all()) await one.click();
    found.push(...(await violations(other.page, where)));
  }
  expect(found).toEqual([]);
  expect(other.complaints).toEqual([]);
  await other.context.close();
});
it("left no error in the browser", () => expect(complaints).toEqual([]));

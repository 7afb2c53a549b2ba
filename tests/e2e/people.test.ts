import { readFile, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import type { Browser, Locator, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, expect, it } from "vitest";
import { violations } from "./support/axe";
import { LAPTOP, openBrowser, openPage, PHONE } from "./support/browser";
import { url } from "./support/client";

/** A busy machine may take its time. */
const PATIENT = { timeout: 20_000 };

let browser: Browser;
let page: Page;
let complaints: string[];
let home: string;

beforeAll(async () => {
  browser = await openBrowser();
  ({ page, complaints } = await openPage(browser));
  await page.goto(url("/demo?as=owner"));
  await button(/owner/i).click();
  await page.waitForURL(/\/weddings\/[0-9a-f-]{36}$/);
  await page.goto(url("/weddings/new"));
  await page.getByLabel("Whose wedding is it?").fill("Tara & Kabir");
  await page.getByLabel("Who invites?").fill("Meera & Rajesh");
  await page.locator("main form button[type=submit]").click();
  await page.waitForURL(/\/weddings\/(?!new)[0-9a-f-]{36}/);
  home = page.url().match(/.*\/weddings\/[0-9a-f-]{36}/)![0];
});
afterAll(() => browser.close());
afterEach(async ({ task }) => {
  if (task.result?.state === "fail")
    await page.screenshot({ path: path.join(tmpdir(), `parinaya-failed-${task.id}.png`), fullPage: true });
});

const button = (name: string | RegExp, within: Page | Locator = page) => within.getByRole("button", { name });
const dialog = () => page.getByRole("dialog").or(page.getByRole("alertdialog"));
const said = (words: string | RegExp) => page.getByText(words).first().waitFor();
const undo = async (words: string | RegExp) => {
  const toast = page.locator("[data-sonner-toast]").filter({ hasText: words });
  await button("Undo", toast).first().click();
  await said("Undone");
};

async function bring(name: string, content: string | Buffer): Promise<void> {
  const file = path.join(tmpdir(), name);
  await writeFile(file, content);
  await page.goto(`${home}/guests/import`);
  await page.locator('input[type="file"]').setInputFiles(file);
  await page.waitForURL(/guests\/import\/[0-9a-f-]{36}/);
}
async function addList(): Promise<void> {
  await page.getByLabel(/These people gave us their numbers/).check();
  await button(/^Add /).click();
  await page
    .getByText(/were added|was added/)
    .first()
    .waitFor();
}
async function openFamily(search: string): Promise<void> {
  await page.goto(`${home}/guests?q=${encodeURIComponent(search)}`);
  await page.locator("a[data-row]").first().click();
  await page.waitForURL(/guests\/[0-9a-f-]{36}$/);
  await page.getByRole("heading", { name: "People", exact: true }).waitFor();
}
const more = (name: string) => page.getByLabel(`More for ${name}`).click();
async function pick(label: string | RegExp, search: string, hit: string | RegExp): Promise<void> {
  await dialog().getByLabel(label).fill(search);
  await dialog().getByRole("radio", { name: hit }).first().check();
}

it("asks what the columns of an unknown list are, once", async () => {
  const list = (phone: string) => `Kaun,Baat,Ghar wale\nMohan Iyer,${phone},Iyer\nGita Iyer,,Iyer\n`;
  await bring("aunty.csv", list("98765 22201"));
  await page.getByRole("heading", { name: "What is in each column" }).waitFor();
  await page.getByLabel("Read as: Kaun").selectOption({ label: "Guest's name" });
  await page.getByLabel("Read as: Baat").selectOption({ label: "Phone" });
  await page.getByLabel("Read as: Ghar wale").selectOption({ label: "Family (household)" });
  await button("Read the list with these columns").click();
  await page.getByText("Mohan Iyer").first().waitFor();
  await addList();
  await bring("aunty-2.csv", list("98765 22202"));
  const gita = page.getByRole("row").filter({ hasText: "Gita Iyer" });
  await gita.waitFor();
  await page.getByText("Read it with other columns").click();
  await page.getByLabel("Read as: Baat").selectOption({ label: "Notes" });
  await button("Read the list with these columns").click();
  await expect.poll(() => page.getByText("98765 22202").filter({ visible: true }).count(), PATIENT).toBe(0);
  await gita.waitFor();
});

it("reads a workbook and a phone's contacts", async () => {
  await bring("book.xlsx", await readFile("tests/fixtures/xlsx/openpyxl.xlsx"));
  await button(/^Add /).waitFor();
  await addList();
  await bring("iphone.vcf", await readFile("tests/fixtures/vcard/iphone.vcf"));
  await page.getByText("Ramesh Mehta").first().waitFor();
  await addList();
});

it("reads pasted lines and one typed guest, with Undo", async () => {
  await page.goto(`${home}/guests/import`);
  await page
    .getByLabel("Paste lines from a chat")
    .fill("Ramesh uncle 98765 33301 +4\nSunita Rao - 98765 33302");
  await button("Read these lines").click();
  await page.waitForURL(/guests\/import\/[0-9a-f-]{36}/);
  await page.getByText("Sunita Rao").first().waitFor();
  await addList();
  await page.goto(`${home}/guests/import`);
  const form = page.locator("form", { has: page.getByRole("heading", { name: "Type one guest" }) });
  await form.getByLabel("Name", { exact: true }).fill("Dadi Kapoor");
  await form.getByLabel("Phone").fill("98765 33303");
  await button("Add the guest").click();
  await said("Dadi Kapoor is a guest now.");
  await button("Undo").first().click();
  await said("Dadi Kapoor is taken back.");
  await form.getByLabel("Name", { exact: true }).fill("Nani Kapoor");
  await button("Add the guest").click();
  await said("Nani Kapoor is a guest now.");
});

it("reads Google Contacts after a refusal and a consent", async () => {
  await page.goto(`${home}/guests/import`);
  await page.getByRole("link", { name: "Connect Google Contacts" }).click();
  await page.getByRole("link", { name: "Refuse" }).click();
  await said("Google did not get your permission");
  await page.getByRole("link", { name: "Connect Google Contacts" }).click();
  await page.getByRole("link", { name: "Allow" }).click();
  await page.waitForURL(/guests\/import\/[0-9a-f-]{36}/);
  await button(/^Add /).waitFor();
  await addList();
  await page.goto(`${home}/guests/import`);
  await button("Read again").click();
  await page.waitForURL(/guests\/import\/[0-9a-f-]{36}/);
  await said("Nobody is new or changed in Google Contacts");
});

it("takes a list back and adds it again", async () => {
  await bring("gone.csv", "Name,Phone,Family\nAmit Gone,9876544401,Gone\n");
  await page.getByText("Amit Gone").first().waitFor();
  await addList();
  await button("Take this list back").click();
  await button(/Take it back|Take this list back/, dialog()).click();
  await button(/Add it again/).click();
  await page
    .getByText(/were added|was added/)
    .first()
    .waitFor();
  await page.goto(`${home}/guests?q=amit+gone`);
  await page.getByText("Amit Gone").first().waitFor();
});

it("asks where lists differ, one by one and in bulk, and remembers", async () => {
  const rows = (suffix: string) =>
    Array.from({ length: 4 }, (_, i) => `Neha Bose ${suffix}${i},98765550${i}0,Bose ${i}`).join("\n");
  await bring("first.csv", `Name,Phone,Family\n${rows("A")}\n`);
  await page.getByText("Neha Bose A0").first().waitFor();
  await addList();
  await bring("second.csv", `Name,Phone,Family\n${rows("B")}\n`);
  await page.getByText("Neha Bose B0").first().waitFor();
  await addList();
  await page.goto(`${home}/guests/differences`);
  await page.getByRole("heading", { level: 1 }).waitFor();
  await button(/^Keep ours for all/)
    .first()
    .click();
  await button(/^Keep ours for all/, dialog()).click();
  await said(/^Kept ours for/);
  await bring("second-again.csv", `Name,Phone,Family\n${rows("B")}\n`);
  await page.getByText("Neha Bose B0").first().waitFor();
  await addList();
  await page.goto(`${home}/guests/differences`);
  expect(await page.getByText("Neha Bose B0").count()).toBe(0);
});

it("suggests who may be one person, and remembers a refusal", async () => {
  await bring(
    "likely.csv",
    "Name,Phone,Family\nRahul Sharma,9876566601,\nराहुल शर्मा,9876566602,\nVimla Desai,9876566603,\nVimlaa Desai ji,9876566604,\n",
  );
  await page.getByText("Rahul Sharma").first().waitFor();
  await addList();
  await page.goto(`${home}/guests/suggestions`);
  await page.getByRole("heading", { name: "May be the same person" }).waitFor();
  await button(/Two different people: .*Desai/)
    .first()
    .click();
  await expect.poll(() => button(/Two different people: .*Desai/).count(), PATIENT).toBe(0);
  await page.reload();
  await page.getByRole("heading", { name: "May be the same person" }).waitFor();
  expect(await button(/Two different people: .*Desai/).count()).toBe(0);
  expect(await button(/Two different people: .*(Rahul|राहुल)/).count()).toBe(1);
});

it("makes two guests one person and takes them apart", async () => {
  await openFamily("Mohan Iyer");
  await more("Gita Iyer");
  await button(/^Same person as… \(Gita/).click();
  await pick("Look for the other one", "Sunita Rao", /Sunita Rao/);
  await button("Make them one person", dialog()).click();
  await page.getByRole("heading", { name: "Merged here" }).waitFor();
  await button(/^Take apart/).click();
  await expect.poll(() => page.getByRole("heading", { name: "Merged here" }).count(), PATIENT).toBe(0);
});

it("edits a family and its people, names somebody, and undoes it", async () => {
  await openFamily("Mohan Iyer");
  await button("Edit the family").click();
  await dialog().getByLabel("Name of the family").fill("Iyer, Chennai");
  await dialog().getByLabel("Adults without a name").fill("2");
  await dialog().getByLabel("Tags").fill("Outstation, VIP");
  await button("Save", dialog()).click();
  await page.getByRole("heading", { level: 1, name: "Iyer, Chennai" }).waitFor();
  await page.getByText("VIP", { exact: true }).first().waitFor();
  await button("Name somebody").click();
  await dialog().getByLabel("Name", { exact: true }).fill("Paati Iyer");
  await button("Add", dialog()).click();
  await page.getByText("Paati Iyer").first().waitFor();
  await page.getByText("And 1 adult the list counts").waitFor();
  await undo("Paati Iyer is part of");
  await page.getByText("And 2 adults the list counts").waitFor();
  await button("Edit Gita Iyer").click();
  await dialog().getByLabel("Food").selectOption("jain");
  await button("Save", dialog()).click();
  await page.getByText("Jain").first().waitFor();
});

it("moves, splits and joins families, and undoes each", async () => {
  await openFamily("Mohan Iyer");
  await more("Gita Iyer");
  await button(/^Move… \(Gita/).click();
  await pick("Look for the family", "Sunita", /Sunita/);
  await button("Move", dialog()).click();
  await said("Gita Iyer belongs to");
  await undo("Gita Iyer belongs to");
  await page.getByLabel("More for Gita Iyer").waitFor();
  await button("Make a family of their own").click();
  await dialog().getByLabel("Gita Iyer").check();
  await dialog().getByLabel("Name of the new family").fill("Gita's own");
  await button("Make the family", dialog()).click();
  await dialog().waitFor({ state: "hidden" });
  await undo(/Gita's own/);
  await openFamily("Mohan Iyer");
  await button("Join another family").click();
  await pick("Look for the family", "Nani", /Nani/);
  await button("Join them", dialog()).click();
  await page.getByText("Nani Kapoor").first().waitFor();
  await undo(/Nani Kapoor/);
});

it("writes to somebody else, puts somebody into two families, drops and shares a number", async () => {
  await openFamily("Nani Kapoor");
  await button("Write to somebody else …").click();
  await pick("Look for somebody with a number", "Mohan", /Mohan Iyer/);
  await button("Write to them instead", dialog()).click();
  await said("Messages for this family go to Mohan Iyer");
  await button("Write to the family itself again").click();
  await button("Write to somebody else …").waitFor();
  await more("Nani Kapoor");
  await button(/^Also in … \(Nani/).click();
  await pick("Look for the family", "Iyer", /Iyer/);
  await button("Belongs there too", dialog()).click();
  await page.locator("main").getByText("Also with").first().waitFor();
  await openFamily("Mohan Iyer");
  await page.getByText(/Lives with/).waitFor();
  await more("Mohan Iyer");
  await button(/^Used by several people/).click();
  await button("Several people use it", dialog()).click();
  await page.getByText("Shared", { exact: true }).waitFor();
  await undo("is marked as used by several people");
  await button(/^Not theirs/).click();
  await button("Not theirs", dialog()).click();
  await said(/is not Mohan Iyer’s any more/);
  await undo(/is not Mohan Iyer’s any more/);
});

it("walks, selects and changes families with the keyboard, and keeps a view", async () => {
  await page.goto(`${home}/guests?q=bose`);
  await page.locator("a[data-row]").nth(3).waitFor();
  const row = () => page.evaluate(() => (document.activeElement as HTMLElement | null)?.dataset.row ?? "");
  await expect
    .poll(async () => {
      await page.keyboard.press("j");
      return row();
    })
    .not.toBe("");
  await page.keyboard.press("k");
  await page.keyboard.press("x");
  await page.keyboard.press("j");
  await page.keyboard.press("x");
  await page.getByText("2 families selected").waitFor();
  await button(/^Change …/).click();
  await dialog().getByLabel("Tag", { exact: true }).fill("Kolkata");
  await button("Change 2 families", dialog()).click();
  await said("Tag “Kolkata” added: 2 families");
  await undo("added: 2 families");
  await page.getByLabel("Select every family on this page").check();
  await button(/^Change …/).click();
  await dialog().getByRole("radio", { name: "Set the side" }).check();
  await dialog().getByLabel("Side", { exact: true }).selectOption("groom");
  await button("Change 4 families", dialog()).click();
  await said("Groom's side now: 4 families");
  await page.goto(`${home}/guests?side=groom&sort=newest`);
  await button("Views").click();
  await page.getByLabel("Save what is shown now as").fill("Newest of the groom");
  await button("Save this view").click();
  await page.getByRole("button", { name: "Newest of the groom", exact: true }).waitFor();
  await page.goto(`${home}/guests`);
  await button("Views").click();
  await page.getByRole("link", { name: "Newest of the groom" }).click();
  await page.waitForURL(/side=groom.*sort=newest/);
});

it("keeps the night quiet in a new wedding, until the family decides otherwise", async () => {
  await page.goto(`${home}/runs/rules`);
  const night = page.getByLabel("Nobody is written to at night");
  await night.waitFor();
  expect(await night.isChecked()).toBe(true);
  await page.getByLabel("The night begins at").selectOption("22");
  await page.getByLabel("One family, at most, in a week").selectOption("2");
  await button("Save these rules").click();
  await said("These rules hold from now on");
  await undo("These rules hold from now on");
  await page.getByLabel("Country", { exact: true }).selectOption("AE");
  await page.getByLabel("Price of one message").fill("1,41");
  await button("Save this price").click();
  await said("United Arab Emirates: ₹1.4100 a message");
  await button(/^Remove the price for United Arab Emirates/).click();
  await said("The price for United Arab Emirates is removed");
  await page.reload();
  expect(await page.getByLabel("The night begins at").inputValue()).toBe("21");
});

it.each([
  ["on a phone, dark", PHONE, true],
  ["on a laptop", LAPTOP, false],
])("is usable by everybody %s", async (_name, viewport, dark) => {
  const other = await openPage(browser, { viewport, dark });
  await other.context.addCookies(await page.context().cookies());
  const look = other.page;
  const found: string[] = [];
  const check = async (where: string) => found.push(...(await violations(look, where)));
  await look.goto(`${home}/guests/import`);
  await look.getByRole("heading", { level: 1 }).first().waitFor();
  const list = await look.locator('a[href*="/guests/import/"]').first().getAttribute("href");
  for (const where of ["/guests/differences", "/guests/suggestions", "/guests?q=iyer"]) {
    await look.goto(home + where);
    await look.getByRole("heading", { level: 1 }).first().waitFor();
    await check(where);
  }
  await look.goto(url(list!));
  await look.getByRole("heading", { level: 1 }).first().waitFor();
  await check("a list");
  await look.goto(`${home}/guests?q=mohan+iyer`);
  await look.locator("a[data-row]").first().click();
  await look.getByRole("heading", { name: "People", exact: true }).waitFor();
  await look.getByLabel("More for Mohan Iyer").click();
  await check("a family");
  await look.getByRole("button", { name: "Edit the family" }).click();
  await look.getByRole("dialog").waitFor();
  await look.waitForTimeout(400);
  await check("edit a family");
  expect(found).toEqual([]);
  expect(other.complaints).toEqual([]);
  await other.context.close();
});

it("left no error in the browser", () => expect(complaints).toEqual([]));

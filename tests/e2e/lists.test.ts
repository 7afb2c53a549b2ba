import { readFile } from "node:fs/promises";
import { expect, it } from "vitest";
import { url } from "./support/client";
import {
  addList,
  bring,
  button,
  dialog,
  expectUsable,
  home,
  inNewWedding,
  PATIENT,
  page,
  said,
} from "./support/console";

inNewWedding("Tara & Kabir");

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
  // The samples beside the columns still show it; the rows as they are read now do not.
  const rows = page.getByRole("row").filter({ hasText: "98765 22202" });
  await expect.poll(() => rows.filter({ visible: true }).count(), PATIENT).toBe(0);
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

/** What Ctrl+V does with this on the clipboard. */
const paste = (text: string) =>
  page.getByLabel("Paste lines from a chat").evaluate((box, words) => {
    const clipboardData = new DataTransfer();
    clipboardData.setData("text", words);
    box.dispatchEvent(new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true }));
  }, text);

it("reads a whole chat at once, without a box that stands still", async () => {
  await page.goto(`${home}/guests/import`);
  const line = "Suresh Long-Chat 98765 33304\n";
  await paste(line.repeat(330_000));
  // The server may hang up before it has heard it all.
  await page.getByText(/larger than 5 MB|connection broke off/).waitFor();
  await paste(line + "Good morning everybody\n".repeat(10_000));
  await page.waitForURL(/guests\/import\/[0-9a-f-]{36}/);
  await page.getByText("Suresh Long-Chat").first().waitFor();
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

it("says who is here already, keeps what it noticed, and throws a list away that was not added", async () => {
  const list = "Name,Phone,Side\nPuneet Wrong,9876577701,bride\nPuneet Again,9876577702,aisle\n";
  await bring("right.csv", list);
  await said("2 new. Nothing is added yet.");
  await addList();
  await page
    .getByRole("row")
    .filter({ hasText: "Puneet Again" })
    .filter({ hasText: "The list says: aisle" })
    .waitFor();
  await page.getByRole("link", { name: /No country code/ }).click();
  await said("No country code; taken as +91 98765 77701.");
  const noticed = await page.request.get(
    url(`/api${new URL(page.url()).pathname.replace("/guests/import", "/imports")}/noticed`),
  );
  expect(noticed.headers()["content-type"]).toContain("text/csv");
  const sheet = await noticed.text();
  expect(sheet).toContain("2,Puneet Wrong,No country code; taken as +91 98765 77701.,9876577701");
  expect(sheet).toMatch(/3,Puneet Again,"?We could not tell which side this is.*aisle/);
  await bring("wrong.csv", list.replace("Puneet Wrong,9876577701", "P Wrong,9876577701 / 9876577703"));
  await said("0 new, 2 already here. Nothing is added yet.");
  await page.getByRole("link", { name: "Puneet Wrong" }).waitFor();
  await said("adds 1 number");
  await button("Throw away").click();
  await button("Throw it away", dialog()).click();
  await said("This list was thrown away");
  await page.goto(`${home}/guests/import`);
  await page.getByRole("row").filter({ hasText: "wrong.csv" }).filter({ hasText: "Thrown away" }).waitFor();
});

it("says which rows of a list are one person", async () => {
  await bring(
    "twice.csv",
    "Name,Phone\nLata Twice,9876588801\nMohan Once,9876588802\nLata Twice,9876588801\nLatika Twice,98765 88801\nFits Both,9876588801 / 9876588802\n",
  );
  await said("2 new, 3 twice in the list. Nothing is added yet.");
  await page.getByRole("link", { name: /^Twice in the list/ }).click();
  const row = (line: number) => page.getByRole("row", { name: new RegExp(`^${line} `) });
  await row(4).filter({ hasText: "The same person as row 2" }).waitFor();
  await row(5).filter({ hasText: "There “Lata Twice”; you will be asked which name is right" }).waitFor();
  await row(6).filter({ hasText: "Fits rows 2 and 3; you will be asked whose it is" }).waitFor();
  await addList();
  await said(/2 people in 2 families were added/);
  await page.goto(home);
  await said("No WhatsApp number is connected");
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

expectUsable(async (look, check) => {
  await look.goto(`${home}/guests/import`);
  await check("bring a list");
  const list = await look.locator('a[href*="/guests/import/"]').first().getAttribute("href");
  for (const where of ["/guests/differences", "/guests/suggestions"]) {
    await look.goto(home + where);
    await check(where);
  }
  await look.goto(url(list!));
  await check("a list");
});

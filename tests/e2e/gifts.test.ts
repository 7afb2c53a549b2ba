import { expect, it } from "vitest";
import {
  addList,
  bring,
  button,
  dialog,
  expectUsable,
  home,
  inNewWedding,
  openFamily,
  PATIENT,
  page,
  said,
  undo,
} from "./support/console";

inNewWedding("Isha & Vivaan");

it("begins with families of a list", async () => {
  await bring(
    "givers.csv",
    "Name,Phone,Family,Side\nAsha Mehta,9876533301,Mehta,bride\nRavi Rao,9876533302,Rao,groom\nGita Merchant,9876533303,Merchant,both\n",
  );
  await page.getByText("Asha Mehta").first().waitFor();
  await addList();
});

it("writes gifts down by the keyboard alone, one after the other", async () => {
  await page.goto(`${home}/gifts`);
  await page.getByRole("heading", { level: 1, name: "Gifts" }).waitFor();
  await page.getByRole("combobox", { name: "From" }).focus();
  await page.keyboard.type("meh");
  await page.getByRole("option", { name: /Mehta/ }).waitFor();
  await page.keyboard.press("Enter");
  await page.keyboard.type("1,101");
  await page.keyboard.press("Enter");
  await said("Mehta: ₹1,101");
  // The hand is at the next one already; Enter before the answer means the first that is found.
  await page.keyboard.type("rao");
  await page.keyboard.press("Enter");
  await expect
    .poll(() => page.evaluate(() => (document.activeElement as HTMLInputElement).inputMode), PATIENT)
    .toBe("decimal");
  await page.keyboard.type("51k");
  await page.keyboard.press("Enter");
  await said("Rao: ₹51,000");
  await page.keyboard.type("A neighbour");
  await page.getByRole("option", { name: /Not on the guest list/ }).waitFor();
  await page.keyboard.press("Enter");
  await page.getByRole("radio", { name: "Thing" }).check();
  await page.getByLabel("What is it").fill("Lamp");
  await page.keyboard.press("Enter");
  await said("A neighbour: Lamp");
  await button("Undo", page.locator("section", { hasText: "Written down" }))
    .first()
    .click();
  await page.getByText("2 gifts from 2 givers").waitFor();
  await page.getByText("The sum", { exact: true }).click();
  await page.getByText("₹52,101").waitFor();
});

it("thanks, takes it back, and keeps what was given before", async () => {
  await button("Thank Mehta").click();
  await dialog().getByRole("radio", { name: "I called them" }).check();
  await button("Note it", dialog()).click();
  await undo("Mehta: thanks noted");
  await page.goto(`${home}/gifts?thanked=no`);
  await page.getByText("2 of 2 gifts").waitFor();
  await openFamily("Rao");
  await button("Given before").click();
  await dialog().getByLabel("At whose wedding").fill("Rohan’s wedding");
  await dialog().getByLabel("Amount").fill("2,100");
  await dialog().getByLabel("Year").fill("2019");
  await button("Save", dialog()).click();
  await page.getByText("They gave us ₹53,100 in all.").waitFor();
});

it("names who is on no list, with what can be done; such a gift can become a family's", async () => {
  await page.goto(`${home}/gifts`);
  await page.getByRole("combobox", { name: "From" }).fill("Old teacher");
  await page.getByRole("option", { name: /Not on the guest list/ }).click();
  await page.getByRole("radio", { name: "Thing" }).check();
  await page.getByLabel("What is it").fill("Books");
  // Another kind has other fields: what is not seen any more is not kept.
  await page.getByRole("radio", { name: "Envelope" }).check();
  await button("Write it down").click();
  await said("Old teacher: Envelope, not opened");
  await page.goto(`${home}/gifts/thanks`);
  await page.getByRole("heading", { name: "Not on the guest list" }).waitFor();
  await page.getByText("1 gift is from people we have no number of", { exact: false }).waitFor();
  await button("Thank Old teacher").click();
  await dialog().getByRole("radio", { name: "From my own WhatsApp" }).check();
  expect(await dialog().getByLabel("Your words").inputValue()).toContain("Old teacher");
  await dialog().getByRole("radio", { name: "I thanked them in person" }).check();
  await button("Note it", dialog()).click();
  await undo("Old teacher: thanks noted");
  await page.goto(`${home}/gifts?thanked=no`);
  await button("Change the gift of Old teacher").click();
  await dialog().getByRole("combobox", { name: "From" }).fill("Merchant");
  await page
    .getByRole("option", { name: /Merchant/ })
    .first()
    .click();
  await button("Save", dialog()).click();
  await page.getByText("Old teacher, Both sides", { exact: false }).waitFor();
  await page.goto(`${home}/gifts/thanks`);
  await page.getByText("Not on the guest list").waitFor({ state: "detached" });
});

it("brings in a list: what is not clear waits for a human", async () => {
  await page.goto(`${home}/gifts/list`);
  await page.locator('input[type="file"]').setInputFiles({
    name: "evening.csv",
    mimeType: "text/csv",
    buffer: Buffer.from("Family,Amount\nMerchant,501\nSomebody,11\n"),
  });
  await page.getByText("1 row fits a family").waitFor();
  await button("Bring in 1 row").click();
  await said("1 gift was added");
});

expectUsable(async (look, check) => {
  await look.goto(`${home}/gifts`);
  await look.getByText("₹51,000").first().waitFor();
  await look.getByRole("combobox", { name: "From" }).fill("me");
  await look.getByRole("option", { name: /Mehta/ }).waitFor();
  await check("gifts, choosing a family");
  await look.goto(`${home}/gifts/thanks`);
  await check("thanks to all");
  await look.goto(`${home}/gifts/list`);
  await check("lists of gifts");
});

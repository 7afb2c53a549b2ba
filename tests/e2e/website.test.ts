import sharp from "sharp";
import { expect, it } from "vitest";
import { LAPTOP } from "./support/browser";
import { api, command, signIn, url } from "./support/client";
import { button, dialog, expectUsable, home, inNewWedding, page, run, said } from "./support/console";

inNewWedding("Isha & Dev");

const LINE = "Come as you are, and stay for dinner.";
const SLUG = `isha-dev-${Date.now().toString(36)}`;
/** The public page, and the links of a family invited to both functions and of one invited to the public one. */
let address: string;
let both: string;
let one: string;
/** The family of both functions. */
let tara: string;

const read = async (link: string) => {
  const answer = await fetch(link, { headers: { "accept-language": "en" } });
  return { status: answer.status, text: await answer.text() };
};
const saved = () => page.getByText("The draft is saved").waitFor();
const toast = (words: string | RegExp) => page.locator("[data-sonner-toast]").filter({ hasText: words });

it("begins with two functions and two families, whose links are shown", async () => {
  const zone = "Asia/Kolkata";
  const [sangeet, wedding] = [crypto.randomUUID(), crypto.randomUUID()];
  await run("events.create", { id: sangeet, name: "Sangeet", visibility: "invite_only", zone });
  await run("events.create", { id: wedding, name: "Wedding", visibility: "public", zone });
  const invited = async (name: string, phone: string, eventIds: string[]) => {
    const added = await run("imports.add-guest", { batchId: crypto.randomUUID(), name, phone });
    const { unitId } = added.body as { unitId: string };
    const audience = { units: [unitId] };
    expect((await run("invitations.invite", { audience, eventIds })).status).toBe(200);
    return unitId;
  };
  tara = await invited("Tara Sen", "9876511101", [sangeet, wedding]);
  const uma = await invited("Uma Pal", "9876511102", [wedding]);
  one = (await run("messaging.show-guest-link", { unitId: uma })).body.address;
  await page.goto(`${home}/guests/${tara}`);
  await button("Show the link").click();
  both = await page.getByLabel(/^The link of /).inputValue();
});

it("makes a site out of what is known, and takes words, a contact and an order", async () => {
  await page.goto(`${home}/website`);
  await button("Make the website").click();
  const slug = page.getByLabel("Address of the website");
  await slug.waitFor();
  await slug.fill("admin");
  await said(/This address is kept free/);
  await slug.fill("anjali-rohan");
  await said("Another wedding has this address");
  await slug.fill(SLUG);
  await said("This address is free");
  await button("Take this address").click();
  await said("This is your address");
  expect(await page.getByLabel("Name that comes first").inputValue()).toBe("Isha");
  await page.getByLabel("Line on the cover").fill(LINE);
  await button("Languages").click();
  await dialog().getByLabel(/Hindi/).check();
  await button("Done", dialog()).click();
  await button(/^हिन्दी/).click();
  await said(/Without words in Hindi: Name that comes first/);
  await page.getByLabel("Name that comes first").fill("ईशा");
  await button("English").click();
  await button("Add somebody to call").click();
  await dialog().getByLabel("Name").fill("Leela Sen");
  await dialog().getByLabel("Number").fill("98765");
  await button("Add", dialog()).click();
  await dialog().getByText("This number is too short").waitFor();
  await dialog().getByLabel("Number").fill("98765 22334");
  await button("Add", dialog()).click();
  await said(/\+919876522334/);
  await page.getByLabel("UPI id").fill("isha at bank");
  await page.getByLabel("Words on gifts").fill("Only your blessings.");
  await said(/A UPI id looks like/);
  await page.getByLabel("UPI id").fill("");
  await page.getByLabel(/^Photo on the cover/).setInputFiles({
    name: "us.jpg",
    mimeType: "image/jpeg",
    buffer: await sharp({ create: { width: 900, height: 1200, channels: 3, background: "#c2570c" } })
      .jpeg()
      .toBuffer(),
  });
  await page.getByRole("img", { name: "The cover as it is chosen" }).waitFor();
  await button("Take the photo off").click();
  await button("Undo", toast("The photo is taken off the cover")).click();
  await button("Take the photo off").waitFor();
  await button("Move Gifts up").click();
  await button("Hide Where to stay").click();
  await page.getByRole("radio", { name: /^Raat/ }).check();
  await saved();
  // What guests will see stands beside the form, as everybody and as one family.
  const seen = page.frameLocator('iframe[title="What guests will see"]');
  await seen.getByText(LINE).first().waitFor();
  expect(await seen.getByText("Sangeet").count()).toBe(0);
  await page.getByLabel("Seen by").selectOption("choose");
  await dialog().getByLabel("Which family").fill("Tara");
  await dialog().getByRole("radio", { name: /Tara/ }).first().check();
  await button("Show it", dialog()).click();
  await seen.getByText("Sangeet").first().waitFor();
});

it("publishes it: everybody sees what is public, each family its own functions", async () => {
  address = url(`/w/${SLUG}`);
  expect((await read(address)).status).toBe(404);
  await button("Publish", page.getByRole("region", { name: "What is published" })).click();
  await dialog().getByText("1 public function;").waitFor();
  await button("Publish", dialog()).click();
  await said("Version 1 is published");
  const [everybody, toBoth, toOne] = await Promise.all([read(address), read(both), read(one)]);
  for (const { text } of [everybody, toBoth, toOne]) expect(text).toContain(LINE);
  for (const { text } of [everybody, toOne]) expect(text).not.toContain("Sangeet");
  expect(toBoth.text).toContain("Sangeet");
  // The number of whom to call is in no page that is kept for all.
  expect(everybody.text).toContain("Leela Sen");
  expect(everybody.text).not.toContain("9876522334");
});

it("shows a changed function at once", async () => {
  await page.goto(`${home}/functions`);
  await page.getByRole("link", { name: "Wedding", exact: true }).click();
  await page.getByLabel("What to wear").fill("Ivory and gold");
  await page.getByRole("combobox", { name: /^Venue/ }).fill("Rambagh Lawns");
  await page.getByLabel("Map link").fill("https://bit.ly/rambagh");
  await button("Save").click();
  await said("bit.ly is no map we know");
  await page.getByLabel("Map link").fill("https://maps.app.goo.gl/Ab3");
  await button("Save").click();
  await page.waitForURL(/\/functions$/);
  for (const link of [address, one]) {
    const { text } = await read(link);
    expect(text).toContain("Ivory and gold");
    expect(text).toContain("https://maps.app.goo.gl/Ab3");
  }
});

it("says a function's name in another language, and takes it back", async () => {
  await page.goto(`${home}/website`);
  await button(/^हिन्दी/).click();
  await page.getByLabel("Wedding", { exact: true }).fill("शुभ विवाह");
  await page.getByText(/^What to wear of/).click();
  await page.getByLabel("What to wear: Ivory and gold").fill("सफ़ेद और सुनहरा");
  await button("Show guests these words").click();
  await said("Guests read it in Hindi now");
  const hindi = async () => (await read(`${address}?lang=hi`)).text;
  for (const words of ["<bdi>शुभ विवाह</bdi>", "सफ़ेद और सुनहरा"]) expect(await hindi()).toContain(words);
  expect((await read(address)).text).toContain("<bdi>Wedding</bdi>");
  await button("Undo", toast("Guests read it in Hindi now")).click();
  await said("Undone");
  expect(await hindi()).toContain('<bdi lang="en">Wedding</bdi>');
});

it("puts an earlier photo on the cover again, and deletes one for good", async () => {
  await button("English").click();
  await button("Take the photo off").click();
  await button("Earlier photos").click();
  await button("Put on the cover us.jpg", dialog()).click();
  await page.getByRole("img", { name: "The cover as it is chosen" }).waitFor();
  await button("Take the photo off").click();
  await saved();
  await button("Earlier photos").click();
  await button("Delete us.jpg", dialog()).click();
  // The photo stands on the version that guests see: it is not deleted under their eyes.
  const sure = page.getByRole("alertdialog");
  await sure.getByText("Version 1 of the website would come back without it").waitFor();
  await button("Delete it", sure).click();
  await sure.getByText("This photo is on the cover that guests see").waitFor();
  await button("Go back", sure).click();
  await button("Close", dialog()).click();
});

it("publishes again, brings the earlier version back, and takes that back", async () => {
  await page.getByLabel("Line on the cover").fill("A second line.");
  await said("2 changes are not published yet");
  await saved();
  await button("Publish the changes").click();
  await button("Publish", dialog()).click();
  await said("Version 2 is published");
  expect((await read(address)).text).toContain("A second line.");
  await button("Earlier photos").click();
  await button("Delete us.jpg", dialog()).click();
  await button("Delete it", page.getByRole("alertdialog")).click();
  await button("Bring back us.jpg", dialog()).click();
  await dialog().getByText("In version 1").waitFor();
  await button("Close", dialog()).click();
  await button("Bring it back (version 1)").click();
  await button("Bring it back", dialog()).click();
  await said("Guests see version 1 again");
  expect((await read(address)).text).toContain(LINE);
  await button("Undo", toast("Guests see version 1 again")).click();
  // An earlier "Undone" may still stand there.
  await expect.poll(async () => (await read(address)).text).toContain("A second line.");
});

it("overwrites nobody: the second tab is told, and shown both", async () => {
  const other = await page.context().newPage();
  await other.goto(`${home}/website`);
  await other.getByLabel("Name that comes second").waitFor();
  await page.reload();
  await page.getByLabel("Name that comes second").fill("Dev Pal");
  await saved();
  await other.getByLabel("Name that comes second").fill("Deva");
  await other.getByText("Somebody saved the website meanwhile").waitFor();
  await other.getByRole("cell", { name: "Dev Pal" }).waitFor();
  await other.getByRole("button", { name: "Go on with mine" }).click();
  await other.getByText("The draft is saved").waitFor();
  await page.reload();
  expect(await page.getByLabel("Name that comes second").inputValue()).toBe("Deva");
  await other.close();
});

it("closes a family's link at once", async () => {
  await page.goto(`${home}/guests/${tara}`);
  await button(/Close this link/).click();
  await button("Close the link", dialog()).click();
  await said("The link is closed");
  expect((await read(both)).status).toBe(404);
  await button("Show the link").click();
  const renewed = await page.getByLabel(/^The link of /).inputValue();
  expect(renewed).not.toBe(both);
  expect((await read(renewed)).text).toContain("Sangeet");
});

it("lets a viewer look and change nothing, and a stranger not even look", async () => {
  const weddingId = home.split("/").at(-1)!;
  const viewer = await signIn("viewer");
  const save = { version: 1, content: {} };
  expect((await command(viewer, viewer.weddingId, "website.save-draft", save)).status).toBe(403);
  expect((await command(viewer, viewer.weddingId, "website.publish", { version: 1 })).status).toBe(403);
  expect((await command(viewer, weddingId, "website.publish", { version: 1 })).status).toBe(404);
  const look = (id: string, path: string) =>
    fetch(url(`/weddings/${id}/${path}`), { headers: { cookie: viewer.cookie }, redirect: "manual" });
  const draft = await look(viewer.weddingId, "website/preview?family=all&lang=hi");
  expect(draft.status).toBe(200);
  const seen = await draft.text();
  expect(seen).toContain("<bdi>संगीत</bdi>");
  expect(seen).not.toContain("1234567801");
  const posted = await fetch(url(`/weddings/${viewer.weddingId}/website/preview`), {
    method: "POST",
    headers: { cookie: viewer.cookie },
  });
  expect(posted.status).toBe(405);
  for (const method of ["GET", "POST"])
    expect((await api(viewer, method, `${viewer.weddingId}/photos`)).status).toBe(403);
  for (const path of ["website", "website/preview"]) expect((await look(weddingId, path)).status).toBe(404);
  expect((await api(viewer, "GET", `${viewer.weddingId}/website/address?slug=isha`)).status).toBe(403);
  const read = await look(viewer.weddingId, "website");
  expect(read.status).toBe(200);
  const html = await read.text();
  expect(html).toContain("Owner and admins can change it");
  expect(html).not.toContain("+911234567801");
  // The preview is shown inside of the console and nowhere else; every other page in no frame at all.
  const owner = await signIn("owner");
  const frame = await fetch(url(`/weddings/${owner.weddingId}/website/preview`), {
    headers: { cookie: owner.cookie },
  });
  expect(frame.headers.get("x-frame-options")).toBe("SAMEORIGIN");
  expect(frame.headers.get("content-security-policy")).toContain("frame-ancestors 'self'");
});

expectUsable(async (look, check) => {
  await look.goto(`${home}/website`);
  await look.getByText("The draft is saved").waitFor();
  await look.getByRole("button", { name: /^हिन्दी/ }).click();
  await look.getByText(/^What to wear of/).click();
  await check("the website's desk, in Hindi");
  if (look.viewportSize()!.width < LAPTOP.width) {
    await look.getByRole("button", { name: "What guests will see" }).click();
    await check("the preview on a phone");
  }
});

import { readdir, utimes, writeFile } from "node:fs/promises";
import path from "node:path";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { drain } from "@/jobs/drain";
import { sweep } from "@/jobs/sweep";
import { handle } from "@/jobs/website/tidy-pictures.handler";
import { objectStore } from "@/lib/adapters/object-store";
import { newId } from "@/lib/kernel/ids";
import { env } from "@/lib/platform/env";
import { readTenant } from "@/lib/platform/transaction";
import { publishSite } from "@/lib/website/commands/publish-site";
import { removePhoto, restorePhoto } from "@/lib/website/commands/remove-photo";
import { returnToVersion } from "@/lib/website/commands/return-to-version";
import { saveDraft } from "@/lib/website/commands/save-draft";
import { loadSitePage, openSlug } from "@/lib/website/loaders/site-page";
import { listPhotos } from "@/lib/website/queries/pictures";
import type { SiteContent } from "@/lib/website/types";
import { fetchPhoto, fetchPreview, scene, upload } from "@/tests/factories/photos";
import { publishedSite, siteOf } from "@/tests/factories/site";
import { makeWedding, must, type TestWedding } from "@/tests/factories/wedding";
import { admin } from "@/tests/support/database";

const who = vi.hoisted(() => ({ userId: "" }));
vi.mock("@/lib/platform/session", () => ({
  currentUser: async () => ({ id: who.userId, name: null, email: "a@example.test" }),
}));

let wedding: TestWedding;
let slug: string;

beforeEach(async () => {
  wedding = await makeWedding();
  who.userId = (wedding.scope.actor as { userId: string }).userId;
  slug = `tidy-${newId().slice(-12)}`;
  await publishedSite(wedding, slug);
});
afterEach(() => vi.restoreAllMocks());

const tidy = () =>
  handle(
    { weddingId: wedding.weddingId },
    { correlationId: `test-${newId()}`, deadline: Date.now() + 60_000, attempt: 0 },
  );
const photo = async (seed: number) => (await scene(400 + seed, 400)).toBuffer();
const send = async (bytes: Buffer) => {
  const { status, body } = await upload(wedding.weddingId, bytes);
  expect(status).toBe(200);
  return body as unknown as { photoId: string; picture: { srcSet: string } };
};
const long = (column: string, table: string, days = 8) =>
  admin.query(
    `update ${table} set ${column} = ${column} - make_interval(days => $2) where wedding_id = $1 and ${column} is not null`,
    [wedding.weddingId, days],
  );
const folder = () => path.join(env().OBJECT_STORE_DIR, "photos", wedding.weddingId);
const files = () => readdir(folder()).catch(() => []);
const publish = async (change: Partial<SiteContent>) => {
  const { draft, version } = await siteOf(wedding);
  const saved = must(await saveDraft(wedding.ctx, { version, content: { ...draft, ...change } }));
  must(await publishSite(wedding.ctx, { version: saved.version }));
};
const cover = async (photoId: string | null) => {
  const { draft } = await siteOf(wedding);
  await publish({ cover: { ...draft.cover, photoId } });
};
/** Every size answers with its bytes. */
const whole = async (picture: { srcSet: string }) => {
  for (const part of picture.srcSet.split(", ")) {
    const answer = await fetchPhoto(part.split(" ")[0]!);
    expect(answer.status).toBe(200);
    expect((await answer.arrayBuffer()).byteLength).toBe(Number(answer.headers.get("content-length")));
  }
};

it("deletes a photo that was taken away a week ago, and not a day before", async () => {
  const { photoId, picture } = await send(await photo(1));
  const stays = await send(await photo(2));
  must(await removePhoto(wedding.ctx, { photoId }));
  await tidy();
  must(await restorePhoto(wedding.ctx, { photoId }));
  await whole(picture);
  must(await removePhoto(wedding.ctx, { photoId }));
  expect((await fetchPhoto(picture.srcSet.split(" ")[0]!)).status).toBe(404);
  const before = (await files()).length;
  await long("removed_at", "site_photos");
  await tidy();
  expect((await files()).length).toBe(before / 2);
  expect(await restorePhoto(wedding.ctx, { photoId })).toMatchObject({ code: "not_removed" });
  await whole(stays.picture);
});

it("keeps what the draft, the published and an earlier version show, until somebody who knows takes it away", async () => {
  const first = await send(await photo(3));
  await cover(first.photoId);
  const second = await send(await photo(4));
  await cover(second.photoId);
  const told = await readTenant(wedding.scope, (tx) => listPhotos(tx, wedding.scope));
  expect(told.photos.map(({ id, versions }) => [id, versions])).toEqual([
    [second.photoId, [3]],
    [first.photoId, [2]],
  ]);
  const { photoId } = first;
  expect(await removePhoto(wedding.ctx, { photoId })).toMatchObject({
    code: "photo_in_version",
    details: { versions: [2] },
  });
  must(await removePhoto(wedding.ctx, { photoId, versions: [2] }));
  await long("removed_at", "site_photos", 30);
  // Brought back while its photo waits to be deleted: the version keeps it.
  must(await returnToVersion(wedding.ctx, { version: (await siteOf(wedding)).version, number: 2 }));
  await tidy();
  must(await restorePhoto(wedding.ctx, { photoId }));
  await whole(first.picture);
  await whole(second.picture);
});

it("never takes bytes that an upload at the same moment needs", async () => {
  const bytes = await photo(5);
  const store = objectStore();
  const remove = store.delete.bind(store);
  // Deleting takes its time, as it does over a network.
  vi.spyOn(store, "delete").mockImplementation(async (key) => {
    await new Promise((done) => setTimeout(done, Math.random() * 30));
    await remove(key);
  });
  let { photoId } = await send(bytes);
  for (let round = 0; round < 12; round++) {
    must(await removePhoto(wedding.ctx, { photoId }));
    await long("removed_at", "site_photos");
    const wait = (ms: number) => new Promise((done) => setTimeout(done, ms));
    const uploads = [0, 10 * (round % 4)].map((ms) => wait(ms).then(() => send(bytes)));
    const [one, two] = await Promise.all([...uploads, tidy()] as const);
    expect(two!.photoId).toBe(one!.photoId);
    await tidy();
    await whole(one!.picture);
    photoId = one!.photoId;
  }
});

it("clears away what an upload that broke off left, and nothing that is new or has a row", async () => {
  const kept = await send(await photo(6));
  const plant = async (name: string, hours: number) => {
    await writeFile(path.join(folder(), name), "x");
    const then = new Date(Date.now() - hours * 3_600_000);
    await utimes(path.join(folder(), name), then, then);
  };
  for (const name of await files()) {
    const then = new Date(Date.now() - 100 * 3_600_000);
    await utimes(path.join(folder(), name), then, then);
  }
  await plant(`${newId()}-480.jpg`, 25);
  const young = `${newId()}-480.jpg`;
  await plant(young, 23);
  const before = await files();
  await tidy();
  const after = await files();
  expect(after.length).toBe(before.length - 1);
  expect(after).toContain(young);
  await whole(kept.picture);
});

const previewUrl = async () => {
  const opened = await openSlug(slug, { chosen: null, header: null });
  return (await loadSitePage((opened as { key: string }).key))!.preview!.wide.url;
};
const drawn = async (url: string) =>
  (await fetchPreview(url)).headers.get("cache-control")!.includes("immutable");
const settle = async () => expect(await drain({ budgetMs: 30_000 })).toMatchObject({ failed: 0 });
const couple = (name: string) => publish({ couple: { first: { en: name }, second: { en: "Rohan" } } });

it("deletes pictures that no page has named for a week, and draws one again when it is named again", async () => {
  await settle();
  const first = await previewUrl();
  expect(await drawn(first)).toBe(true);
  await couple("Leela");
  await settle();
  const second = await previewUrl();
  await tidy();
  await long("unneeded_at", "site_previews", 6);
  await tidy();
  expect([await drawn(first), await drawn(second)]).toEqual([true, true]);
  await long("unneeded_at", "site_previews", 2);
  await tidy();
  expect([await drawn(first), await drawn(second)]).toEqual([false, true]);
  must(await returnToVersion(wedding.ctx, { version: (await siteOf(wedding)).version, number: 1 }));
  await settle();
  expect(await previewUrl()).toBe(first);
  expect(await drawn(first)).toBe(true);
  // Named again before its time was over: it stays, and its time begins anew.
  await tidy();
  await long("unneeded_at", "site_previews", 8);
  await couple("Leela");
  await tidy();
  expect([await drawn(first), await drawn(second)]).toEqual([true, true]);
});

it("leaves no page with a deleted picture, where it is named again in that very moment", async () => {
  await settle();
  const first = await previewUrl();
  await couple("Leela");
  await settle();
  await tidy();
  await long("unneeded_at", "site_previews");
  const store = objectStore();
  const remove = store.delete.bind(store);
  let back: Promise<unknown> | undefined;
  const spy = vi.spyOn(store, "delete").mockImplementation(async (key) => {
    back ??= siteOf(wedding)
      .then(({ version }) => returnToVersion(wedding.ctx, { version, number: 1 }))
      .then(() => drain({ budgetMs: 30_000 }));
    await back;
    await remove(key);
  });
  await tidy();
  expect(spy).toHaveBeenCalled();
  spy.mockRestore();
  await settle();
  expect(await previewUrl()).toBe(first);
  expect(await drawn(first)).toBe(true);
});

it("goes on where a process ended between the rows and the bytes", async () => {
  await settle();
  const first = await previewUrl();
  const { photoId } = await send(await photo(7));
  must(await removePhoto(wedding.ctx, { photoId }));
  await couple("Leela");
  await settle();
  await tidy();
  await long("unneeded_at", "site_previews");
  await long("removed_at", "site_photos");
  const spy = vi.spyOn(objectStore(), "delete").mockRejectedValue(new Error("the power went"));
  await expect(tidy()).rejects.toThrow("the power went");
  spy.mockRestore();
  expect((await files()).length).toBeGreaterThan(0);
  for (const name of await files()) await utimes(path.join(folder(), name), new Date(0), new Date(0));
  await tidy();
  expect(await files()).toEqual([]);
  // Whoever marked the picture may still be at it, for an hour.
  expect(await drawn(first)).toBe(true);
  await long("going_at", "site_previews", 1);
  await tidy();
  expect(await drawn(first)).toBe(false);
});

it("is asked for by the sweep: each week, and each day while something waits", async () => {
  const due = async () => {
    const { rows } = await admin.query("select wedding_id from fence.sites_to_tidy()");
    return rows.some((row) => row.wedding_id === wedding.weddingId);
  };
  expect(await due()).toBe(false);
  await long("tidied_at", "sites", 2);
  expect(await due()).toBe(false);
  const { photoId } = await send(await photo(8));
  must(await removePhoto(wedding.ctx, { photoId }));
  expect(await due()).toBe(true);
  await sweep();
  await settle();
  expect(await due()).toBe(false);
  await long("tidied_at", "sites", 8);
  must(await restorePhoto(wedding.ctx, { photoId }));
  expect(await due()).toBe(true);
});

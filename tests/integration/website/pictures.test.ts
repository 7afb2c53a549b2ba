import { crc32, deflateSync } from "node:zlib";
import sharp from "sharp";
import { describe, expect, it, vi } from "vitest";
import { GET as listPhotos } from "@/app/api/weddings/[wedding]/photos/route";
import { drain } from "@/jobs/drain";
import { pictureDrawer } from "@/lib/adapters/pictures/draw";
import { drawable } from "@/lib/adapters/pictures/fonts";
import { createEvent } from "@/lib/events/commands/create-event";
import { newId } from "@/lib/kernel/ids";
import { GUEST_LANGUAGES, type GuestLanguage } from "@/lib/kernel/languages";
import { createSite } from "@/lib/website/commands/create-site";
import { publishSite } from "@/lib/website/commands/publish-site";
import { removePhoto, restorePhoto } from "@/lib/website/commands/remove-photo";
import { saveDraft } from "@/lib/website/commands/save-draft";
import { loadSitePage, openSlug } from "@/lib/website/loaders/site-page";
import { defaultContent } from "@/lib/website/rules/content";
import { siteWords } from "@/lib/website/rules/site-words";
import type { SitePage } from "@/lib/website/types";
import { fetchPhoto, fetchPreview, scene, upload } from "../../factories/photos";
import { makeWedding, must, type TestWedding } from "../../factories/wedding";
import { admin } from "../../support/database";

const who = vi.hoisted(() => ({ userId: "" }));
vi.mock("@/lib/platform/session", () => ({
  currentUser: async () => ({ id: who.userId, name: null, email: "a@example.test" }),
}));

const signIn = (ctx: TestWedding["ctx"]) => {
  who.userId = (ctx.scope.actor as { userId: string }).userId;
};

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type), data]);
  const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(data.length);
  sum.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, sum]);
}

/** A PNG of one colour that says it is this large; `lines` of it are there. */
function png(width: number, height: number, lines: number): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.writeUInt8(8, 8);
  return Buffer.concat([
    Buffer.from("89504e470d0a1a0a", "hex"),
    chunk("IHDR", header),
    chunk("IDAT", deflateSync(Buffer.alloc(lines * (width + 1)))),
    chunk("IEND", Buffer.alloc(0)),
  ]);
}

function gif(frames: number): Buffer {
  const head = Buffer.from("474946383961400140018000000000 00ffffff".replaceAll(" ", ""), "hex");
  const frame = Buffer.from("21f90400010000002c00000000400140010002028401003b".slice(0, -2), "hex");
  return Buffer.concat([head, ...Array.from({ length: frames }, () => frame), Buffer.from("3b", "hex")]);
}

describe("photos", () => {
  it("are made anew: upright, in sRGB, in sizes, without their place; once; gone when removed", async () => {
    const wedding = await makeWedding();
    signIn(wedding.ctx);
    const { weddingId } = wedding;
    const given = await (await scene(2000, 1500))
      .withExif({ IFD0: { Make: "A phone" }, IFD3: { GPSLatitudeRef: "N", GPSLatitude: "19/1 4/1 0/1" } })
      .withXmp("<x:xmpmeta xmlns:x='adobe:ns:meta/'><at>19.07 N</at></x:xmpmeta>")
      .withIccProfile("p3")
      .withMetadata({ orientation: 6 })
      .toBuffer();
    expect(Object.keys(await sharp(given).metadata())).toEqual(
      expect.arrayContaining(["exif", "icc", "xmp"]),
    );
    const first = await upload(weddingId, given);
    expect(first.status).toBe(200);
    const { photoId, picture } = first.body as unknown as {
      photoId: string;
      picture: NonNullable<SitePage["photo"]>;
    };
    expect(picture).toMatchObject({ width: 1500, height: 2000 });
    for (const part of picture.srcSet.split(", ")) {
      const [url, width] = part.split(" ") as [string, string];
      const answer = await fetchPhoto(url);
      expect(Object.fromEntries(answer.headers)).toMatchObject({
        "content-type": "image/jpeg",
        "cache-control": "public, max-age=31536000, immutable",
        "x-content-type-options": "nosniff",
      });
      const bytes = Buffer.from(await answer.arrayBuffer());
      const meta = await sharp(bytes).metadata();
      expect(meta).toMatchObject({
        format: "jpeg",
        width: Number.parseInt(width, 10),
        isProgressive: true,
        space: "srgb",
      });
      for (const told of ["exif", "icc", "xmp", "iptc", "orientation"]) expect(meta).not.toHaveProperty(told);
      // Behind the heading stands noise, in which any three letters turn up one day.
      const heading = bytes.subarray(0, bytes.indexOf(Buffer.from([0xff, 0xda])));
      expect(heading.includes("GPS") || heading.includes("19.07")).toBe(false);
    }
    const again = await upload(weddingId, given, "the-same.jpg");
    expect(again.body).toMatchObject({ photoId, undo: null });
    const other = await makeWedding();
    expect(await removePhoto(other.ctx, { photoId })).toMatchObject({ code: "not_found" });
    const listed = async () => {
      const request = new Request(`http://localhost:3000/api/weddings/${weddingId}/photos`);
      const answer = await listPhotos(request, { params: Promise.resolve({ wedding: weddingId }) });
      return ((await answer.json()) as { photos: { id: string }[] }).photos.map(({ id }) => id);
    };
    expect(await listed()).toEqual([photoId]);
    must(await removePhoto(wedding.ctx, { photoId }));
    expect(await listed()).toEqual([]);
    expect((await fetchPhoto(picture.url)).status).toBe(404);
    must(await restorePhoto(wedding.ctx, { photoId }));
    expect((await fetchPhoto(picture.url)).status).toBe(200);
    for (const wrong of [
      picture.url.replace("1500.jpg", "1501.jpg"),
      picture.url.replace(/media\/(.)/, (_, first) => `media/${first === "A" ? "B" : "A"}`),
      "/media/x/960.jpg",
    ])
      expect((await fetchPhoto(wrong)).status).toBe(404);
  });

  it("are refused, each with what to do, before their memory is used", async () => {
    const wedding = await makeWedding();
    signIn(wedding.ctx);
    const photo = await (await scene(1200, 900)).toBuffer();
    const before = process.memoryUsage.rss();
    const refused: [Buffer, string, RegExp][] = [
      [png(30_000, 30_000, 3000), "too_many_points", /30,000 by 30,000.*smaller copy/],
      [png(2000, 2000, 100), "damaged", /fetch it again/],
      [photo.subarray(0, photo.length * 0.6), "damaged", /fetch it again/],
      [Buffer.concat([Buffer.from("ffd8ff", "hex"), Buffer.alloc(5000, 7)]), "damaged", /fetch it again/],
      [gif(2000), "moving_picture", /stands still/],
      [
        Buffer.from('<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"><script>1</script></svg>'),
        "not_a_photo",
        /drawing.*JPEG/,
      ],
      [Buffer.from("%PDF-1.7\n"), "not_a_photo", /screenshot/],
      [Buffer.from("0000001866747970686569630000000068656963", "hex"), "not_readable_here", /HEIC.*WhatsApp/],
      [Buffer.concat([photo, Buffer.from("<script>alert(1)</script>")]), "two_files_in_one", /screenshot/],
      [await (await scene(200, 200)).toBuffer(), "too_small", /at least 320/],
      [Buffer.alloc(0), "not_a_photo", /JPEG/],
      [Buffer.alloc(26 * 1024 * 1024), "too_large", /25 MB/],
    ];
    for (const [bytes, code, words] of refused) {
      const { body } = await upload(wedding.weddingId, bytes);
      expect(body).toMatchObject({ code, title: expect.stringMatching(words) });
    }
    expect(process.memoryUsage.rss() - before).toBeLessThan(200e6);
    const { rows } = await admin.query("select 1 from site_photos where wedding_id = $1", [
      wedding.weddingId,
    ]);
    expect(rows).toEqual([]);
    signIn(await wedding.as("viewer"));
    expect((await upload(wedding.weddingId, photo)).status).toBe(403);
    expect((await upload(newId(), photo)).status).toBe(404);
  });
});

/** Publishes a site in Hindi and Urdu with two functions, and says what its public page shows. */
async function publish(look: "genda" | "motia" | "raat", photo: Buffer | null) {
  const wedding = await makeWedding("अंजलि & रोहन");
  signIn(wedding.ctx);
  for (const [name, day] of [
    ["Haldi", "14"],
    ["Pheras", "15"],
  ])
    must(
      await createEvent(wedding.ctx, {
        id: newId(),
        name: name!,
        visibility: "public",
        zone: "Asia/Kolkata",
        startsAt: new Date(`2027-02-${day}T12:00:00Z`),
      }),
    );
  const slug = `s-${newId().slice(-12)}`;
  must(await createSite(wedding.ctx, { slug }));
  const photoId = photo && (await upload(wedding.weddingId, photo)).body.photoId;
  const content = {
    ...defaultContent({ name: "अंजलि & रोहन" }, ["hi", "ur"]),
    look,
    couple: { first: { hi: "अंजलि", ur: "انجلی" }, second: { hi: "रोहन", ur: "روہن" } },
    cover: { line: {}, photoId: photoId ?? null },
  };
  const saved = must(await saveDraft(wedding.ctx, { version: 1, content }));
  must(await publishSite(wedding.ctx, { version: saved.version }));
  const show = async (chosen: string) => {
    const opened = await openSlug(slug, { chosen, header: null });
    return (await loadSitePage((opened as { key: string }).key))!;
  };
  return { wedding, photoId, show };
}

describe("the picture of a page", () => {
  it("has a sign for every letter of its own words", () => {
    for (const language of Object.keys(GUEST_LANGUAGES) as GuestLanguage[])
      for (const words of Object.values(siteWords(language)))
        if (typeof words === "string") expect(drawable(words)).toBe(words.normalize("NFC"));
  });
  it("is drawn once for one content, at an address that never changes; a plain one stands in until then", async () => {
    const { wedding, photoId, show } = await publish("genda", await (await scene(1200, 900)).toBuffer());
    const hindi = await show("hi");
    const plain = await fetchPreview(hindi.preview!.wide.url);
    expect(plain.headers.get("cache-control")).toBe("public, max-age=60");
    expect(await sharp(await plain.arrayBuffer()).metadata()).toMatchObject({ width: 1200, height: 630 });
    expect(await drain({ budgetMs: 30_000 })).toMatchObject({ failed: 0 });
    const urdu = await show("ur");
    expect(urdu.preview!.wide.url).not.toBe(hindi.preview!.wide.url);
    for (const page of [hindi, urdu])
      for (const { url, width, height } of [page.preview!.wide, page.preview!.square]) {
        const answer = await fetchPreview(url);
        expect(answer.headers.get("cache-control")).toBe("public, max-age=31536000, immutable");
        const bytes = Buffer.from(await answer.arrayBuffer());
        expect(bytes.length).toBeLessThan(300_000);
        expect(await sharp(bytes).metadata()).toMatchObject({ format: "jpeg", width, height });
      }
    const count = async () =>
      Number(
        (await admin.query("select count(*) from site_previews where wedding_id = $1", [wedding.weddingId]))
          .rows[0].count,
      );
    const drawn = await count();
    const spy = vi.spyOn(pictureDrawer, "draw");
    must(await publishSite(wedding.ctx, { version: 3 }));
    await drain({ budgetMs: 30_000 });
    expect([spy.mock.calls.length, await count()]).toEqual([0, drawn]);
    expect((await show("hi")).preview).toEqual(hindi.preview);
    expect(await removePhoto(wedding.ctx, { photoId: photoId! })).toMatchObject({ code: "photo_in_use" });
    // Whatever cannot be drawn, a picture is there; and the other pages get theirs.
    spy.mockRejectedValue(new Error("no ink"));
    const { show: showNext } = await publish("raat", null);
    const next = await showNext("hi");
    expect(await drain({ budgetMs: 30_000 })).not.toMatchObject({ failed: 0 });
    expect((await fetchPreview(next.preview!.square.url)).status).toBe(200);
    spy.mockRestore();
    for (const wrong of [
      `/media/og/${"0".repeat(63)}/genda-wide.jpg`,
      `/media/og/${"0".repeat(64)}/../x.jpg`,
    ])
      expect((await fetchPreview(`http://localhost:3000${wrong}`)).status).toBe(404);
  });
});

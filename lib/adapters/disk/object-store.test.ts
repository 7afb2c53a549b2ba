import { mkdir, mkdtemp, readdir, rm, utimes, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { Readable } from "node:stream";
import { text } from "node:stream/consumers";
import { afterEach, beforeEach, expect, it } from "vitest";
import { diskStore } from "./object-store";

let root: string;
beforeEach(async () => {
  root = await mkdtemp(path.join(tmpdir(), "parinaya-store-"));
});
afterEach(() => rm(root, { recursive: true, force: true }));

it("keeps what was written whole, and nothing of what broke off", async () => {
  const store = diskStore(root);
  expect(await store.put("imports/a.csv", Readable.from(["Name\n", "Asha\n"]))).toEqual({ bytes: 10 });
  expect(await text((await store.get("imports/a.csv")).body)).toBe("Name\nAsha\n");
  const broken = Readable.from(
    (function* () {
      yield "Na";
      throw new Error("gone");
    })(),
  );
  await expect(store.put("imports/b.csv", broken)).rejects.toThrow("gone");
  expect(await readdir(path.join(root, "imports"))).toEqual(["a.csv"]);
});

it("drops what a killed upload left behind a day ago, and leaves one that is under way", async () => {
  await mkdir(path.join(root, "imports"));
  const [old, young] = ["old.csv.1.part", "young.csv.2.part"].map((name) => path.join(root, "imports", name));
  await writeFile(old!, "x");
  await writeFile(young!, "x");
  const twoDaysAgo = new Date(Date.now() - 2 * 24 * 60 * 60 * 1000);
  await utimes(old!, twoDaysAgo, twoDaysAgo);
  await diskStore(root).put("imports/a.csv", Readable.from(["Asha"]));
  expect((await readdir(path.join(root, "imports"))).sort()).toEqual(["a.csv", "young.csv.2.part"]);
});

it("leads nowhere outside of its folder", async () => {
  for (const key of ["../a", "a/../../b", "/etc/passwd", ""])
    await expect(diskStore(root).get(key)).rejects.toMatchObject({ code: "invalid_input" });
});

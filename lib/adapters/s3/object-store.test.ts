import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, expect, it } from "vitest";
import { s3Store } from "./object-store";

/** A bucket that lists one page of two objects at a time, as S3 does with a thousand. */
const bucket = new Map<string, Date>();
const asked: string[] = [];
let server: Server;

const listing = (url: URL): string => {
  const keys = [...bucket.keys()]
    .filter((key) => key.startsWith(url.searchParams.get("prefix") ?? ""))
    .sort();
  const from = Number(url.searchParams.get("continuation-token") ?? 0);
  const more = keys.length > from + 2;
  const contents = keys
    .slice(from, from + 2)
    .map(
      (key) =>
        `<Contents><Key>${key}</Key><LastModified>${bucket.get(key)!.toISOString()}</LastModified></Contents>`,
    );
  return `<?xml version="1.0"?><ListBucketResult><IsTruncated>${more}</IsTruncated>${contents.join("")}${
    more ? `<NextContinuationToken>${from + 2}</NextContinuationToken>` : ""
  }</ListBucketResult>`;
};

beforeAll(async () => {
  server = createServer((request, response) => {
    const url = new URL(request.url!, "http://localhost");
    asked.push(`${request.method} ${url.pathname}`);
    if (request.method === "DELETE") {
      bucket.delete(url.pathname.replace("/photos-of-all/", ""));
      return response.writeHead(204).end();
    }
    return response.writeHead(200, { "content-type": "application/xml" }).end(listing(url));
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
});
afterAll(() => server.close());

const store = () =>
  s3Store({
    bucket: "photos-of-all",
    region: "ap-south-1",
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    accessKeyId: "key",
    secretAccessKey: "secret",
  });

it("lists a folder over all its pages, and nothing beside it, and deletes", async () => {
  const at = new Date("2026-11-01T10:00:00.000Z");
  for (const key of ["photos/a/1", "photos/a/2", "photos/a/3", "photos/a/4", "photos/a/5", "photos/b/1"])
    bucket.set(key, at);
  const found: { key: string; writtenAt: Date }[] = [];
  for await (const one of store().list("photos/a/")) found.push(one);
  expect(found).toEqual([1, 2, 3, 4, 5].map((n) => ({ key: `photos/a/${n}`, writtenAt: at })));
  expect(asked).toHaveLength(3);
  await store().delete("photos/a/3");
  expect([...bucket.keys()]).not.toContain("photos/a/3");
  const none: unknown[] = [];
  for await (const one of store().list("photos/c/")) none.push(one);
  expect(none).toEqual([]);
});

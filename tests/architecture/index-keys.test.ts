import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";

/** A column looked up by another one within a function, a cast or a concatenation: by no index, under row-level security. */
const UNSEEN =
  /\b\w+\."?\w+"? = (?:(?:coalesce|split_part|substr|lower|decode|fence\.\w+)\([^)]*\b[a-z]\w*\."?\w+|'[^']*' \|\||\w+\."?\w+"?::)/g;

/** `users` and what is only a subquery by that name have no fence. */
const UNFENCED = /\b(users u on|logged l join entry e on) [^=]*$/;

function unseen(text: string): string[] {
  const read = text.replace(/\$\{[^{}]*\}/g, "?");
  return [...read.matchAll(UNSEEN)]
    .filter(({ index }) => !UNFENCED.test(read.slice(Math.max(0, index - 60), index)))
    .map(([key]) => key);
}

const sources = ["lib", "jobs"].flatMap((dir) =>
  readdirSync(dir, { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".ts"))
    .map((file) => path.join(dir, file)),
);

describe("keys of fenced tables", () => {
  it("are what Postgres reaches an index by (decision 0047)", () =>
    expect(
      sources.flatMap((file) => unseen(readFileSync(file, "utf8")).map((key) => `${file}: ${key}`)),
    ).toEqual([]));
  it.each([
    "join people p on p.id = coalesce(x.merged_into, x.id)",
    "join guest_units u on u.id = fence.home_of(m.wedding_id, m.unit_id)",
    `join guest_units u on u.id = fence.home_of(\${scope.weddingId}, m.unit_id)`,
    "join people p on p.id = who.id::uuid",
    "join webhook_events w on w.event_key = 'message:' || c.id",
  ])("sees a planted one: %s", (text) => expect(unseen(text)).toHaveLength(1));
  it.each([
    `u.id = fence.home_of(\${scope.weddingId}, \${unitId})`,
    "join people p on p.id = case when x.merged_into is null then x.id else x.merged_into end",
    `c.event_id = \${event}::uuid`,
  ])("leaves alone: %s", (text) => expect(unseen(text)).toEqual([]));
});

import { beforeAll, expect, it } from "vitest";
import { CARD_LIMITS } from "@/lib/cards/rules/limits";
import { newId } from "@/lib/kernel/ids";
import { cards, metrics, newHosts } from "./support/hosts";

const BOOKING = "Table for 8 at Trishna, Fort tomorrow at 8.30 pm";
let hosts: { cookie: string; userId: string }[];
beforeAll(async () => {
  hosts = await newHosts(20);
});
/** The last hop is what our own proxy wrote; what stands before it anybody can write. */
const from = (address: string) => ({ "x-forwarded-for": `9.9.9.9, ${address}` });

/** Asks as several people of one /64, until the network's allowance is gone: how often it was answered, and the refusal. */
async function exhaust(
  people: { cookie: string }[],
  each: number,
  ask: (who: { cookie: string }, headers: Record<string, string>) => Promise<Response>,
) {
  let answered = 0;
  for (const [n, who] of people.entries()) {
    for (let turn = 0; turn < each; turn++) {
      const answer = await ask(who, from(`2001:db8:${people.length}:7:${n}::${turn.toString(16)}`));
      if (answer.status === 429) return { answered, refused: answer };
      answered++;
    }
  }
  throw new Error(`${answered} answers and no refusal`);
}

it.each([
  [
    "parse",
    (who: { cookie: string }, headers: Record<string, string>) =>
      cards(who, "/parse", { text: BOOKING }, headers),
  ],
  [
    "create",
    (who: { cookie: string }, headers: Record<string, string>) =>
      cards(who, "", { text: "nothing" }, headers),
  ],
  [
    "enrich",
    (who: { cookie: string }, headers: Record<string, string>) =>
      cards(who, `/${newId()}/look-again`, {}, headers),
  ],
] as const)(
  "one /64 may %s so often, whoever asks in it, and is told when to come back",
  async (step, ask) => {
    const { user, network } = CARD_LIMITS[step];
    const needed = Math.ceil(network.count / user.count) + 1;
    const people = hosts.splice(0, needed);
    const began = Date.now();
    const { answered, refused } = await exhaust(people, user.count, ask);
    // While we ask, the allowance fills up again.
    const refilled = ((Date.now() - began) / 1_000) * (network.count / network.withinSeconds);
    expect(answered).toBeGreaterThanOrEqual(network.count);
    expect(answered).toBeLessThanOrEqual(network.count + refilled + 1);
    const wait = Number(refused.headers.get("retry-after"));
    expect(wait).toBeGreaterThanOrEqual(1);
    expect(wait).toBeLessThanOrEqual(Math.ceil(network.withinSeconds / network.count) + 1);
    expect(await refused.json()).toMatchObject({ code: "too_many" });
    // The next /64 is somebody else, and so is an IPv4 that is written as IPv6 the same as itself.
    const fresh = people.at(-1)!;
    expect((await ask(fresh, from("2001:db8:ffff:8::1"))).status).not.toBe(429);
    expect((await ask(fresh, from("::ffff:203.0.113.9"))).status).not.toBe(429);
  },
);

it("a person may so often from wherever they ask", async () => {
  const [who] = hosts.splice(0, 1);
  const { count } = CARD_LIMITS.parse.user;
  let last = new Response();
  for (let n = 0; n <= 2 * count && last.status !== 429; n++)
    last = await cards(who!, "/parse", { text: BOOKING }, from(`198.51.100.${n}`));
  expect([last.status, Number(last.headers.get("retry-after")) > 0]).toEqual([429, true]);
});

it("a key is one request: eight at once are one card, another body is refused, the answer stays the same", async () => {
  const [who] = hosts.splice(0, 1);
  const key = { "idempotency-key": newId(), ...from("2001:db8:1:1::1") };
  const body = { text: BOOKING, title: "Keyed" };
  const all = await Promise.all(Array.from({ length: 8 }, () => cards(who!, "", body, key)));
  expect(all.map((one) => one.status)).toEqual(Array.from({ length: 8 }, () => 201));
  const said = new Set(await Promise.all(all.map((one) => one.text())));
  expect(said.size).toBe(1);
  expect(all.filter((one) => one.headers.get("idempotency-replayed") === "true")).toHaveLength(7);
  for (const other of [{ ...body, title: "Other" }, { text: BOOKING }, {}])
    expect((await cards(who!, "", other, key)).status).toBe(422);
  // The same in another order of fields is the same.
  const again = await cards(who!, "", { title: "Keyed", text: BOOKING }, key);
  expect([again.status, await again.text()]).toEqual([201, [...said][0]]);
  const mine = await cards(who!, "", body, { ...key, "idempotency-key": newId() });
  expect(await mine.text()).not.toBe([...said][0]);
});

it("counts every try by what came of it, for the operator and for the host", async () => {
  const [who] = hosts.splice(0, 1);
  const ask = (path: string, body: unknown) => cards(who!, path, body, from("2001:db8:1:2::1"));
  const before = await metrics();
  const made = await ask("", { text: BOOKING });
  const refused = await Promise.all([
    ask("", { text: "nothing" }),
    ask("", "{"),
    ask("", { text: "x".repeat(20_001) }),
    ask("", { text: BOOKING, note: "x".repeat(70_000) }),
    ask("", { text: BOOKING, date: "2020-01-01" }),
  ]);
  expect([made.status, ...refused.map((one) => one.status)]).toEqual([201, 422, 422, 422, 413, 409]);
  await ask("/parse", { text: BOOKING });
  await ask("/parse", { text: "hello" });
  await ask("/parse", { text: "" });
  const after = await metrics();
  const grew = (name: string) => after[`cards_${name}`]! - before[`cards_${name}`]!;
  expect([
    grew("create_succeeded"),
    grew("create_refused"),
    grew("create_failed"),
    grew("create_attempted"),
  ]).toEqual([1, 5, 0, 6]);
  expect([
    grew("parse_succeeded"),
    grew("parse_failed"),
    grew("parse_refused"),
    grew("parse_attempted"),
  ]).toEqual([1, 1, 1, 3]);
  const page = await fetch(new URL("/cards", made.url), { headers: { cookie: who!.cookie } });
  expect((await page.text()).replaceAll("<!-- -->", "")).toContain("1 of 6 tries became a card");
});

it("takes ten megabytes, or no text at all, with a refusal and not with an effort", async () => {
  const [who] = hosts.splice(0, 1);
  const started = performance.now();
  const answer = await cards(who!, "/parse", { text: " ".repeat(10 * 1024 * 1024) }, from("2001:db8:1:3::1"));
  expect(answer.status).toBe(413);
  for (const text of [" ".repeat(20_000), "\u202e".repeat(20_000), "https://a.example/ ".repeat(1_000)]) {
    const read = await cards(who!, "/parse", { text }, from("2001:db8:1:3::1"));
    expect([read.status, ((await read.json()) as { place: unknown }).place]).toEqual([200, null]);
  }
  expect(performance.now() - started).toBeLessThan(15_000);
});

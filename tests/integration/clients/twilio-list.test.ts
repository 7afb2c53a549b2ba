import twilio from "twilio";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { twilioMessageList } from "@/lib/adapters/twilio/message-list";
import type { ListedMessage, ListQuestion } from "@/lib/messaging/ports";
import { env } from "@/lib/platform/env";
import { type Simulator, startSimulator } from "@/simulator/start";
import { loopback } from "./loopback";
import { controlOf, untilIdle } from "./receiver";

const SID = "AC00000000000000000000000000000001";
const TOKEN = "0123456789abcdef0123456789abcdef";
const NUMBER = "+911234567891";
const OURS = `whatsapp:${NUMBER}`;
const OTHER = "whatsapp:+911234567892";
const GUEST = "whatsapp:+919810000001";
const FAST = { sent: [1, 3], delivered: [1, 3], read: [1, 3], reply: [1, 5] };
const MINUTE = 60_000;

let simulator: Simulator;
let base: string;
let client: twilio.Twilio;

beforeAll(async () => {
  simulator = await startSimulator({ port: 0, twilioAuthToken: TOKEN });
  base = `http://127.0.0.1:${simulator.port}`;
  client = twilio(SID, TOKEN, { httpClient: loopback(base) });
  Object.assign(env(), { TWILIO_API_URL: base, TWILIO_AUTH_TOKENS: TOKEN });
});
beforeEach(async () => {
  await controlOf(base, "POST", "reset");
  await controlOf(base, "POST", "config", { weights: { silent: 1 }, timings: FAST });
});
afterAll(() => simulator.close());

interface Stray {
  from: string;
  to: string;
  body: string;
  direction: string;
  agoMs?: number;
}
const strays = async (messages: Stray[]) =>
  (await controlOf<{ sids: string[] }>(base, "POST", "twilio/strays", { messages })).sids;
const said = (body: string, agoMs = 0, to = OURS): Stray => ({
  from: GUEST,
  to,
  body,
  direction: "inbound",
  agoMs,
});
const send = (body: string, to = GUEST) => client.messages.create({ to, from: OURS, body });
const get = async (query: string, path = "Messages.json", password = TOKEN) => {
  const answer = await fetch(`${base}/2010-04-01/Accounts/${SID}/${path}${query}`, {
    headers: { authorization: `Basic ${Buffer.from(`${SID}:${password}`).toString("base64")}` },
  });
  return { status: answer.status, body: (await answer.json()) as Record<string, unknown> };
};

describe("the simulator's list of messages", () => {
  it("is read by Twilio's client, page by page, the newest first", async () => {
    const sids = await strays(Array.from({ length: 7 }, (_, i) => said(`word ${i}`, (7 - i) * MINUTE)));
    const all = await client.messages.list({ pageSize: 3 });
    expect(all.map((one) => one.sid)).toEqual([...sids].reverse());
    expect(all[0]).toMatchObject({ body: "word 6", direction: "inbound", status: "received", to: OURS });
    expect(all[0]!.dateSent).toBeInstanceOf(Date);
    const first = await client.messages.page({ pageSize: 3 });
    // What comes meanwhile moves nobody's place.
    await strays([said("meanwhile")]);
    const second = await first.nextPage();
    expect(second!.instances.map((one) => one.sid)).toEqual([...sids].reverse().slice(3, 6));
    const back = await second!.previousPage();
    expect(back!.instances.map((one) => one.sid)).toEqual([...sids].reverse().slice(0, 3));
  });

  it("is filtered by both ends and by time, as Twilio's client writes it", async () => {
    await strays([said("old", 10 * MINUTE), said("new"), said("another number's", 0, OTHER)]);
    const sinceFive = { dateSentAfter: new Date(Date.now() - 5 * MINUTE) };
    const bodies = async (filter: Parameters<typeof client.messages.list>[0]) =>
      (await client.messages.list(filter)).map((one) => one.body).sort();
    expect(await bodies({ to: OURS })).toEqual(["new", "old"]);
    expect(await bodies({ to: OURS, ...sinceFive })).toEqual(["new"]);
    expect(await bodies({ dateSentBefore: new Date(Date.now() - 5 * MINUTE) })).toEqual(["old"]);
    expect(await bodies({ from: OURS })).toEqual([]);
    expect(await bodies({ from: GUEST, to: OTHER })).toEqual(["another number's"]);
    const day = new Date().toISOString().slice(0, 10);
    expect((await get(`?DateSent%3E=${day}`)).body.messages).toHaveLength(
      (await client.messages.list({ dateSentAfter: new Date(`${day}T00:00:00Z`) })).length,
    );
  });

  it("has no day for what still waits in Twilio's queue", async () => {
    await controlOf(base, "POST", "config", { timings: { ...FAST, sent: [60_000, 60_000] } });
    const { sid } = await send("hello");
    expect(await client.messages.list({ from: OURS })).toMatchObject([
      { sid, status: "queued", dateSent: null },
    ]);
    expect(await client.messages.list({ dateSentAfter: new Date(Date.now() - MINUTE) })).toEqual([]);
  });

  it.each([
    ["?Page=1", 400, 20001, "PageToken is required for paging."],
    ["?PageSize=1001", 400, 20007, "Page size too large"],
    ["?PageSize=0", 400, 20001, "Invalid PageSize"],
    ["?DateSent%3E=yesterday", 400, 20001, "Invalid date value."],
    ["?DateSent=%3E2026-11-20", 400, 20001, "Invalid date value."],
    [`?Page=1&PageToken=PASM${"0".repeat(32)}`, 400, 21481, "Invalid PageToken"],
    ["?PageToken=3", 400, 21481, "Invalid PageToken"],
    ["?Too=whatsapp%3A%2B911234567891", 400, 20001, "The simulator does not know the parameter Too"],
  ])("refuses %s", async (query, status, code, message) => {
    expect(await get(query)).toEqual({
      status,
      body: { code, message, more_info: `https://www.twilio.com/docs/errors/${code}`, status },
    });
  });

  it("is nobody's without the account's password", async () => {
    expect(await get("", "Messages.json", "another")).toMatchObject({ status: 401, body: { code: 20003 } });
    const stranger = twilio(SID, "f".repeat(32), { httpClient: loopback(base) });
    await expect(stranger.messages.list()).rejects.toMatchObject({ code: 20003, status: 401 });
  });

  it("fails as it is told to, so often and no more", async () => {
    await controlOf(base, "POST", "faults", { list: { kind: "throttle", calls: 1 }, retryAfterSeconds: 9 });
    const answer = await fetch(`${base}/2010-04-01/Accounts/${SID}/Messages.json`, {
      headers: { authorization: `Basic ${Buffer.from(`${SID}:${TOKEN}`).toString("base64")}` },
    });
    expect([answer.status, answer.headers.get("retry-after")]).toEqual([429, "9"]);
    expect(await client.messages.list()).toEqual([]);
    await controlOf(base, "POST", "faults", { list: { kind: "error", calls: 1 } });
    await expect(client.messages.list()).rejects.toMatchObject({ code: 20500, status: 500 });
  });
});

describe("our reading of the list", () => {
  const account = { phoneNumberId: NUMBER, businessAccountId: SID };
  const since = new Date(Date.now() - 60 * MINUTE);
  async function read(question: Pick<ListQuestion, "direction"> & { guest?: string }) {
    const found: ListedMessage[] = [];
    let cursor: string | null = null;
    do {
      const told: Awaited<ReturnType<ReturnType<typeof twilioMessageList>["page"]>> =
        await twilioMessageList().page(account, { since, cursor, ...question });
      found.push(...told.messages);
      cursor = told.next;
    } while (cursor);
    return found;
  }

  it("says the same as Twilio's client, over several pages, of our number alone", async () => {
    await strays(Array.from({ length: 1_050 }, (_, i) => said(`word ${i}`, i * 1_000)));
    await strays([
      said("another number's", 0, OTHER),
      { ...said("ours"), from: OURS, to: GUEST, direction: "outbound-api" },
    ]);
    const theirs = await client.messages.list({ to: OURS, dateSentAfter: since, pageSize: 1_000 });
    const ours = await read({ direction: "in" });
    expect(ours).toHaveLength(1_050);
    expect(ours.map(({ providerId, text, createdAt }) => [providerId, text, createdAt])).toEqual(
      theirs.map((one) => [one.sid, one.body, one.dateCreated.toISOString()]),
    );
    expect((await read({ direction: "out" })).map(({ text, byCall }) => [text, byCall])).toEqual([
      ["ours", true],
    ]);
    expect(await read({ direction: "out", guest: "+919810000002" })).toEqual([]);
  });

  it("makes of each what its webhook would have told", async () => {
    await controlOf(base, "POST", "phones/919810000009/script", { kind: "no_whatsapp" });
    await controlOf(base, "POST", "phones/919810000001/type", { text: "नमस्ते & yes", via: "twilio" });
    await controlOf(base, "POST", "phones/919810000009/type", { text: "x", via: "twilio" });
    const [{ sid: reached }, { sid: missed }] = await Promise.all([
      send("hello"),
      send("hello", "whatsapp:+919810000009"),
    ]);
    await untilIdle(base);
    const [word] = (await read({ direction: "in" })).filter(({ text }) => text !== "x");
    expect(word!.event).toMatchObject({
      kind: "message",
      key: `message:${word!.providerId}`,
      phoneNumberId: NUMBER,
      from: { phone: "+919810000001", bsuid: null },
      content: { type: "listed", text: "नमस्ते & yes", payload: null },
      at: word!.createdAt,
    });
    const statuses = new Map((await read({ direction: "out" })).map((one) => [one.providerId, one.event]));
    expect(statuses.get(reached)).toMatchObject({
      kind: "status",
      key: `status:${reached}:read:`,
      attemptId: null,
      status: "read",
      error: null,
    });
    expect(statuses.get(missed)).toMatchObject({
      key: `status:${missed}:failed:63024`,
      status: "failed",
      error: { code: 63024, detail: "Invalid message recipient" },
    });
  });

  it("names a guest without a number by the id", async () => {
    await controlOf(base, "POST", "faults", { webhooks: { phoneless: 1 } });
    await controlOf(base, "POST", "phones/919810000001/type", { text: "hello", via: "twilio" });
    const [word] = await read({ direction: "in" });
    expect(word!.event).toMatchObject({ from: { phone: null, bsuid: expect.stringMatching(/^IN\.\d+$/) } });
  });

  it("tells a refusal with the time it asks for", async () => {
    await controlOf(base, "POST", "faults", { list: { kind: "throttle", calls: 1 }, retryAfterSeconds: 9 });
    await expect(read({ direction: "in" })).rejects.toMatchObject({ code: 20429, retryAfterSeconds: 9 });
  });

  it.each([
    "https://elsewhere.example/2010-04-01/Accounts/AC1/Messages.json",
    "/2010-04-01/Accounts/AC00000000000000000000000000000002/Messages.json?Page=1",
    "/2010-04-01/Accounts.json",
  ])("follows no next page that is not of this list: %s", async (cursor) => {
    const asked = twilioMessageList().page(account, { direction: "in", since, cursor });
    await expect(asked).rejects.toThrow("not of this list");
  });
});

import twilio from "twilio";
import type { ContentApprovalRequest } from "twilio/lib/rest/content/v1/content/approvalCreate.js";
import type { ContentCreateRequest } from "twilio/lib/rest/content/v1/content.js";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { verifySignature } from "@/lib/adapters/twilio/signature";
import { type Simulator, startSimulator } from "@/simulator/start";
import { loopback } from "./loopback";
import { controlOf, startReceiver, untilIdle } from "./receiver";

const SID = "AC00000000000000000000000000000001";
const TOKEN = "0123456789abcdef0123456789abcdef";
const FROM = "whatsapp:+911234567891";
const FAST = { sent: [1, 3], delivered: [1, 3], read: [1, 3], reply: [1, 5] };
const GUEST = "whatsapp:+919810000001";
const ENGLISH = `HX${"1".padStart(32, "0")}`;
const VALUES = { 1: "Asha", 2: "Meera", 3: "Sangeet · Wedding", 4: "2 (2 adults)", 5: "y", 6: "m", 7: "n" };
const variables = (more: object = {}) => JSON.stringify({ ...VALUES, ...more });

let simulator: Simulator;
let base: string;
let receiver: Awaited<ReturnType<typeof startReceiver>>;
let client: twilio.Twilio;

beforeAll(async () => {
  receiver = await startReceiver();
  simulator = await startSimulator({
    port: 0,
    twilioAuthToken: TOKEN,
    twilioWebhookUrl: `${receiver.url}/in?from=guest`,
  });
  base = `http://127.0.0.1:${simulator.port}`;
  client = twilio(SID, TOKEN, { httpClient: loopback(base) });
});
afterEach(async () => {
  await controlOf(base, "POST", "reset");
  await controlOf(base, "POST", "config", {
    weights: { silent: 1 },
    timings: FAST,
    approvalMs: 20,
    twilioPerSecond: 80,
  });
  receiver.answerWith(200);
  receiver.hooks.length = 0;
});
afterAll(async () => {
  await simulator.close();
  await receiver.close();
});

const send = (more: object = {}) =>
  client.messages.create({
    to: GUEST,
    from: FROM,
    contentSid: ENGLISH,
    contentVariables: variables(),
    statusCallback: `${receiver.url}/status?attempt=a%20b'c`,
    ...more,
  });
const codeOf = (work: Promise<unknown>) =>
  work.then(
    () => null,
    (error: { code?: number; status?: number }) => error.code,
  );
/** The code a taken message fails with, which Twilio tells later. */
const fateOf = async (more: object) => {
  const { sid } = await send(more);
  await untilIdle(base);
  const { status, errorCode } = await client.messages(sid).fetch();
  return [status, errorCode];
};

describe("Twilio's client", () => {
  it("sends a template, fetches and lists it", async () => {
    await controlOf(base, "POST", "config", { weights: { silent: 1 }, timings: FAST });
    const sent = await send();
    expect(sent).toMatchObject({ status: "queued", direction: "outbound-api", to: GUEST, from: FROM });
    expect(sent.sid).toMatch(/^SM[0-9a-f]{32}$/);
    await untilIdle(base);
    expect(await client.messages(sent.sid).fetch()).toMatchObject({ status: "read", errorCode: null });
    await send({ to: "whatsapp:+919810000002" });
    const all = await client.messages.list({ pageSize: 1 });
    expect(all.map((one) => one.to)).toEqual(["whatsapp:+919810000002", GUEST]);
    expect(
      await client.messages.list({ to: GUEST, dateSentAfter: new Date(Date.now() - 60_000) }),
    ).toHaveLength(1);
    expect(await client.messages.list({ dateSentBefore: new Date(Date.now() - 60_000) })).toHaveLength(0);
  });

  it("sends free text inside the window alone", async () => {
    expect(await fateOf({ contentSid: undefined, contentVariables: undefined, body: "hello" })).toEqual([
      "failed",
      63016,
    ]);
    await controlOf(base, "POST", "phones/919810000001/type", { text: "hello", via: "meta" });
    expect(await fateOf({ contentSid: undefined, contentVariables: undefined, body: "hello" })).toEqual([
      "failed",
      63016,
    ]);
    await controlOf(base, "POST", "phones/919810000001/type", { text: "hello", via: "twilio" });
    expect(await fateOf({ contentSid: undefined, contentVariables: undefined, body: "hello" })).toEqual([
      "read",
      null,
    ]);
  });

  it.each([
    [{ to: "whatsapp:+12" }, 21211],
    [{ to: "+919810000001" }, 21910],
    [{ from: "whatsapp:+15005550000" }, 63007],
    [{ from: "+15005550000", to: "+919810000001" }, 21606],
    [{ contentSid: undefined, contentVariables: undefined }, 21619],
    [{ contentSid: undefined }, 21654],
    [{ contentSid: `HX${"9".repeat(32)}` }, 21655],
    [{ contentVariables: "{" }, 21656],
    [{ contentVariables: variables({ 1: "two\nlines" }) }, 21656],
    [{ contentVariables: variables({ 1: "" }) }, 21656],
    [{ contentVariables: variables({ 1: "x".repeat(1601) }) }, 21658],
    [{ contentSid: undefined, contentVariables: undefined, body: "x".repeat(1601) }, 21617],
    [{ validityPeriod: 36_001 }, 90007],
    [{ statusCallback: "not an address" }, 21609],
  ])("is refused what Twilio refuses: case %# with %i", async (more, code) => {
    expect(await codeOf(send(more))).toBe(code);
  });

  it("is refused by account and password", async () => {
    const httpClient = loopback(base);
    const stranger = twilio(SID, "f".repeat(32), { httpClient });
    const other = twilio(`AC${"2".repeat(32)}`, TOKEN, { httpClient });
    const wanted = { to: GUEST, from: FROM, body: "x" };
    await expect(stranger.messages.create(wanted)).rejects.toMatchObject({ code: 20003, status: 401 });
    await expect(other.messages.create(wanted)).rejects.toMatchObject({ code: 20003 });
    await expect(client.messages(`SM${"0".repeat(32)}`).fetch()).rejects.toMatchObject({
      code: 20404,
      status: 404,
      moreInfo: "https://www.twilio.com/docs/errors/20404",
    });
  });

  it("learns later what WhatsApp refuses", async () => {
    await controlOf(base, "POST", "phones/919810000009/script", { kind: "no_whatsapp" });
    expect(await fateOf({ to: "whatsapp:+919810000009" })).toEqual(["undelivered", 63024]);
    expect(await fateOf({ to: "whatsapp:+12025550123" })).toEqual(["undelivered", 63049]);
    expect(await fateOf({ contentVariables: variables({ 9: "too much" }) })).toEqual(["failed", 63028]);
    expect(await fateOf({ to: FROM })).toEqual(["failed", 63031]);
    await controlOf(base, "POST", `contents/${ENGLISH}/status`, { status: "paused" });
    expect(await fateOf({})).toEqual(["failed", 63041]);
    await controlOf(base, "POST", `contents/${ENGLISH}/status`, { status: "approved" });
  });

  it("meets the faults that strike Meta's side, under Twilio's codes", async () => {
    await controlOf(base, "POST", "faults", { rates: { 130429: 1 }, retryAfterSeconds: 3 });
    await expect(send()).rejects.toMatchObject({ code: 20429, status: 429 });
    await controlOf(base, "POST", "faults", { rates: { http500: 1 } });
    await expect(send()).rejects.toMatchObject({ code: 20500, status: 500 });
    await controlOf(base, "POST", "faults", { rates: { reset_after: 1 } });
    await expect(send()).rejects.toThrow();
    await controlOf(base, "POST", "faults", { rates: { 63033: 1 } });
    expect(await fateOf({})).toEqual(["undelivered", 63033]);
  });

  it("is queued above the sender's pace, and what waits too long expires", async () => {
    await controlOf(base, "POST", "config", { twilioPerSecond: 2 });
    const started = Date.now();
    const sent = await Promise.all([1, 2, 3, 4, 5].map(() => send({ validityPeriod: 1 })));
    await untilIdle(base);
    const fates = await Promise.all(sent.map(({ sid }) => client.messages(sid).fetch()));
    expect(fates.filter((one) => one.status === "read")).toHaveLength(3);
    expect(fates.flatMap((one) => one.errorCode ?? [])).toEqual([30036, 30036]);
    expect(receiver.hooks.filter((hook) => hook.body.includes("MessageStatus=queued"))).toHaveLength(4);
    expect(Date.now() - started).toBeGreaterThan(950);
  });
});

describe("Twilio's content client", () => {
  it("finds the invitations, with the payloads of their buttons as variables", async () => {
    const found = await client.content.v1.contentAndApprovals.list({ pageSize: 1 });
    expect(found.map((one) => [one.language, one.approvalRequests.status])).toEqual([
      ["en", "approved"],
      ["hi", "approved"],
    ]);
    const { actions } = found[0]!.types["twilio/quick-reply"] as { actions: { id: string }[] };
    expect(actions.map((one) => one.id)).toEqual(["{{5}}", "{{6}}", "{{7}}"]);
  });

  it("makes a content and has it approved", async () => {
    // The client hands its argument on as it is, whatever its types say of the spelling.
    const wanted: unknown = {
      friendly_name: "thanks",
      language: "en",
      variables: { 1: "Asha" },
      types: { "twilio/text": { body: "Thank you, {{1}}." } },
    };
    const made = await client.content.v1.contents.create(wanted as ContentCreateRequest);
    const approval = { name: "thanks", category: "UTILITY" } as ContentApprovalRequest;
    expect(await client.content.v1.contents(made.sid).approvalCreate.create(approval)).toMatchObject({
      status: "received",
    });
    await untilIdle(base);
    const { whatsapp } = await client.content.v1.contents(made.sid).approvalFetch().fetch();
    expect(whatsapp).toMatchObject({ name: "thanks", status: "approved", category: "UTILITY" });
  });
});

describe("the simulator's webhooks", () => {
  const isGenuine = ({ path, headers, body }: (typeof receiver.hooks)[number]) =>
    twilio.validateRequest(
      TOKEN,
      headers["x-twilio-signature"]!,
      receiver.url + path,
      Object.fromEntries(new URLSearchParams(body)),
    );

  it("are signed as Twilio's client checks it and as ours does, statuses and guests' words alike", async () => {
    await controlOf(base, "POST", "config", { weights: { yes_tap: 1 }, timings: FAST });
    await send();
    await untilIdle(base);
    const statuses = receiver.hooks.filter((hook) => hook.path.startsWith("/status"));
    const words = statuses.map((hook) => new URLSearchParams(hook.body).get("MessageStatus"));
    expect(words.sort()).toEqual(["delivered", "read", "sent"]);
    const said = receiver.hooks.find((hook) => hook.path === "/in?from=guest")!;
    expect(Object.fromEntries(new URLSearchParams(said.body))).toMatchObject({
      ButtonText: "Yes, all of us",
      ButtonPayload: "y",
      MessageType: "interactive",
      From: GUEST,
      WaId: "919810000001",
    });
    expect(receiver.hooks.map(isGenuine)).not.toContain(false);
    for (const { path, headers, body } of receiver.hooks) {
      const request = {
        url: receiver.url + path,
        signature: headers["x-twilio-signature"]!,
        contentType: headers["content-type"]!,
        body: Buffer.from(body),
      };
      expect(verifySignature(request, ["newer-token", TOKEN])).toBe(true);
      expect(verifySignature({ ...request, url: `${request.url}x` }, [TOKEN])).toBe(false);
      expect(verifySignature({ ...request, body: Buffer.from(`${body}&a=1`) }, [TOKEN])).toBe(false);
    }
  });

  it("are asked once, or as often as the address says", async () => {
    receiver.answerWith(503);
    const ask = async (fragment: string) => {
      receiver.hooks.length = 0;
      await controlOf(base, "POST", "phones/919810000001/script", { kind: "silent", manual: true });
      await send({ statusCallback: `${receiver.url}/status${fragment}` });
      await untilIdle(base);
      return receiver.hooks.filter((hook) => hook.body.includes("MessageStatus=sent")).length;
    };
    await controlOf(base, "POST", "config", { backoffCapMs: 5 });
    expect(await ask("")).toBe(1);
    expect(await ask("#rc=2")).toBe(1);
    expect(await ask("#rc=2&rp=5xx")).toBe(3);
    expect(await ask("#rc=9&rp=all")).toBe(6);
  });

  it("hide the number, and name the guest by either field", async () => {
    await controlOf(base, "POST", "faults", { webhooks: { phoneless: 1 } });
    for (const name of ["ExternalUserId", "ExternalUserIdentifier"]) {
      receiver.hooks.length = 0;
      await controlOf(base, "POST", "config", { twilioUserIdField: name });
      await controlOf(base, "POST", "phones/919810000001/type", { text: "hello", via: "twilio" });
      await untilIdle(base);
      const form = new URLSearchParams(receiver.hooks[0]!.body);
      expect(form.get(name)).toMatch(/^whatsapp:IN\.\d+$/);
      expect(form.get("From")).toBe(form.get(name));
      expect(form.get("WaId")).toBeNull();
    }
    await controlOf(base, "POST", "config", { twilioUserIdField: "ExternalUserId" });
  });
});

import { describe, expect, it } from "vitest";
import { drain } from "@/jobs/drain";
import { reconcile } from "@/jobs/messaging/reconcile-sender.handler";
import { sweep } from "@/jobs/sweep";
import { newId } from "@/lib/kernel/ids";
import { connectSender } from "@/lib/messaging/commands/connect-sender";
import { env } from "@/lib/platform/env";
import { operatorHealth } from "@/lib/platform/metrics";
import { makeWedding, must } from "@/tests/factories/wedding";
import { admin } from "@/tests/support/database";
import { long } from "@/tests/support/long";
import {
  type Case,
  calls,
  digits,
  first,
  look,
  OURS,
  progress,
  provider,
  sent,
  stateOf,
  statesOf,
  withTwilio,
} from "@/tests/support/provider-list";

withTwilio();

describe("the list", () => {
  const strays = (n: number, to: string) =>
    provider.control("POST", "twilio/strays", {
      messages: Array.from({ length: n }, (_, i) => ({
        from: `whatsapp:+4477009${String(first * 100 + i)
          .padStart(8, "0")
          .slice(-6)}`,
        to,
        body: `hello ${i}`,
        direction: "inbound",
      })),
    });
  /** Rows that the list brought of messages to this number. */
  const kept = async (to: string) =>
    (
      await admin.query(
        "select count(*)::int as n from webhook_inbox where source = 'list' and position($1 in convert_from(body, 'UTF8')) > 0",
        [encodeURIComponent(to)],
      )
    ).rows[0].n;
  const run = (one: Pick<Case, "wedding" | "senderId">, deadlineMs: number) =>
    reconcile(
      { weddingId: one.wedding.weddingId, senderId: one.senderId },
      { correlationId: "test", deadline: Date.now() + deadlineMs },
      0,
    );
  const forget = () =>
    admin.query("delete from webhook_inbox where source = 'list' and processed_at is null");

  it("is read page by page, every message of our number once, none of another's on the same account", async () => {
    const mine = await sent(1);
    const other = await makeWedding();
    const otherId = newId();
    const number = "+911234567800";
    const account = { businessAccountId: "AC00000000000000000000000000000001", displayNumber: number };
    must(
      await connectSender(other.ctx, { id: otherId, provider: "twilio", phoneNumberId: number, ...account }),
    );
    await drain({ budgetMs: 5_000 });
    await strays(1_203, OURS);
    await strays(7, `whatsapp:${number}`);
    const before = await kept(OURS);
    const asked = (await calls()).length;
    await admin.query("update sender_lists set next_at = now()");
    await run(mine, 60_000);
    expect((await kept(OURS)) - before).toBe(1_203);
    expect(await kept(`whatsapp:${number}`)).toBe(0);
    const pages = (await calls()).slice(asked).filter(({ query }) => new URLSearchParams(query).has("To"));
    expect(pages.map(({ status }) => status)).toEqual([200, 200, 200]);
    await forget();
    await run({ wedding: other, senderId: otherId }, 60_000);
    expect([await kept(`whatsapp:${number}`), (await kept(OURS)) - before]).toEqual([7, 0]);
    await drain({ budgetMs: 10_000 });
    const { rows } = await admin.query(
      "select wedding_id, count(*)::int as n from inbound_messages where text like 'hello %' group by 1",
    );
    expect(rows).toEqual([{ wedding_id: other.weddingId, n: 7 }]);
  });

  long(
    "brings nothing from before the number was this wedding's, though Twilio may tell of the whole day",
    async () => {
      await provider.control("POST", "config", { twilioListsByDay: true });
      const one = await sent(1);
      const midnight = Math.floor(Date.now() / 86_400_000) * 86_400_000;
      const agoMs = Math.min(60_000, Date.now() - midnight - 1);
      const guest = { from: `whatsapp:+${digits(0)}`, to: OURS, direction: "inbound" };
      await provider.control("POST", "twilio/strays", {
        messages: [
          { ...guest, body: "to the wedding before", agoMs },
          { ...guest, body: "Yes" },
        ],
      });
      await look(one);
      const { rows } = await admin.query("select text from inbound_messages where wedding_id = $1", [
        one.wedding.weddingId,
      ]);
      expect(rows).toEqual([{ text: "Yes" }]);
      await provider.control("POST", "config", { twilioListsByDay: false });
    },
  );

  long("goes on where it was cut off", async () => {
    const one = await sent(1);
    await strays(1_100, OURS);
    const before = await kept(OURS);
    await provider.control("POST", "faults", { list: { kind: "reset", calls: 1, after: 1 } });
    await run(one, 60_000);
    expect(await kept(OURS)).toBe(before + 500);
    expect(await progress(one.senderId)).toMatchObject({
      failures: 1,
      pass: { stage: "in" },
      seen_until: null,
    });
    // Not due yet: nobody asks.
    const asked = (await calls()).length;
    await run(one, 60_000);
    expect((await calls()).length).toBe(asked);
    await provider.control("DELETE", "faults");
    await admin.query("update sender_lists set next_at = now() where sender_id = $1", [one.senderId]);
    await admin.query("update webhook_inbox set processed_at = now() where source = 'webhook'");
    await run(one, 60_000);
    expect(await kept(OURS)).toBe(before + 1_100);
    const more = (await calls()).slice(asked).map(({ query }) => new URLSearchParams(query));
    expect(more.filter((query) => query.has("To")).map((query) => query.get("Page"))).toEqual(["1", "2"]);
    expect(await progress(one.senderId)).toMatchObject({ failures: 0, pass: null });
    await forget();
  });

  long("is left to the next when the time is up", async () => {
    const one = await sent(1);
    await run(one, -1);
    const { pass, wait } = await progress(one.senderId);
    expect(pass).toMatchObject({ stage: "in", cursor: null });
    expect(wait).toBeLessThanOrEqual(0);
    await run(one, 60_000);
    expect(await progress(one.senderId)).toMatchObject({ pass: null });
  });

  long("starts again where its place means nothing to Twilio any more", async () => {
    const one = await sent(1);
    await run(one, -1);
    const gone = `/2010-04-01/Accounts/AC00000000000000000000000000000001/Messages.json?Page=1&PageToken=PASM${"0".repeat(32)}`;
    await admin.query(
      "update sender_lists set pass = jsonb_set(pass, '{cursor}', to_jsonb($2::text)), next_at = now() where sender_id = $1",
      [one.senderId, gone],
    );
    await run(one, 60_000);
    expect(await progress(one.senderId)).toMatchObject({ failures: 1, failure: "21481", pass: null });
  });

  it("is left alone as long as Twilio asks, and nothing changes meanwhile", async () => {
    const one = await sent(2, { webhooks: { lostStatuses: 1 } });
    const before = await stateOf(one);
    await provider.control("POST", "faults", {
      list: { kind: "throttle", calls: 1 },
      retryAfterSeconds: 300,
    });
    await look(one);
    const { wait, ...rest } = await progress(one.senderId);
    expect(rest).toMatchObject({ failures: 1, failure: "20429", found: 0, seen_until: null });
    expect(wait).toBeGreaterThan(290);
    expect(wait).toBeLessThanOrEqual(300);
    expect(await stateOf(one)).toEqual(before);
    const asked = (await calls()).length;
    await sweep();
    await drain({ budgetMs: 2_000 });
    expect((await calls()).length).toBe(asked);
    await look(one);
    expect(await statesOf(one.runId)).toEqual([{ state: "read", code: null, n: 2 }]);
  });

  const breaks = (change: object) => async () => void Object.assign(env(), change);
  long.each([
    ["does not answer", breaks({ TWILIO_API_URL: "http://127.0.0.1:1" })],
    ["refuses the password", breaks({ TWILIO_AUTH_TOKENS: "not-the-token-of-this-account" })],
    ["is broken", () => provider.control("POST", "faults", { list: { kind: "error", calls: 1 } })],
    [
      "breaks the connection",
      () => provider.control("POST", "faults", { list: { kind: "reset", calls: 1 } }),
    ],
  ])("is asked again where Twilio %s, and no job fails for it", async (_name, breakIt) => {
    const one = await sent(2, { webhooks: { lostStatuses: 1 } });
    const before = await stateOf(one);
    const { TWILIO_API_URL, TWILIO_AUTH_TOKENS } = env();
    await breakIt();
    await look(one);
    Object.assign(env(), { TWILIO_API_URL, TWILIO_AUTH_TOKENS });
    await provider.control("DELETE", "faults");
    const { wait, failures } = await progress(one.senderId);
    expect(failures).toBe(1);
    expect(wait).toBeGreaterThan(20);
    expect(await stateOf(one)).toEqual(before);
    expect(await operatorHealth()).toMatchObject({ provider_list_failing: 1 });
    await look(one);
    expect(await statesOf(one.runId)).toEqual([{ state: "read", code: null, n: 2 }]);
  });
});

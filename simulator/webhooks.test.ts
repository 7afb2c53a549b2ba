import { describe, expect, it, vi } from "vitest";

import {
  A,
  base,
  codeOf,
  ctl,
  hook,
  invite,
  ME,
  number,
  send,
  summary,
  untilIdle,
  withSimulator,
} from "./test-kit";
import { signature } from "./webhooks";

withSimulator();

describe("webhooks", () => {
  it("signs the exact bytes", async () => {
    const sign = (body: string) => signature("test_app_secret", body);
    expect(sign('{"object":"whatsapp_business_account","entry":[]}')).toBe(
      "sha256=dec6a680679a968e7e0319355b23599cbfc54502c0784668e9618baa0c633756",
    );
    expect(sign('{"object": "whatsapp_business_account", "entry": []}')).toBe(
      "sha256=56cbbaf4961c6cfdae48b7f116c047e5eb513d2c931baae63a2bc1afd26f803a",
    );
    await ctl(`phones/${A.slice(1)}/type`, { text: "हाँ 🙏" });
    await untilIdle();
    const [got] = hook.bodies;
    expect(got?.raw).toContain("\\u0939\\u093e\\u0901 \\ud83d\\ude4f");
    expect(got?.sign).toBe(sign(got?.raw ?? ""));
    expect(hook.messages[0]?.text?.body).toBe("हाँ 🙏");
  });

  it("reports a tap with payload, context and echoed opaque data", async () => {
    const digits = A.slice(1);
    await ctl(`phones/${digits}/script`, { manual: true, kind: "yes_tap" });
    const sent = await send(invite(A));
    await ctl(`phones/${digits}/tap`, { buttonIndex: 2 });
    await untilIdle();
    const wamid = sent.body.messages?.[0]?.id;
    expect(hook.messages[0]).toMatchObject({
      type: "button",
      from: digits,
      button: { payload: `1.${A}.n`, text: "Sorry, can't come" },
      context: { id: wamid, from: "911234567890" },
    });
    const mine = hook.statuses.filter((s) => s.id === wamid);
    expect(mine.map((s) => s.status)).toEqual(["sent", "delivered", "read"]);
    expect(mine.every((s) => s.biz_opaque_callback_data === `a:${A}`)).toBe(true);
    const phone = await ctl<{ intent: object }>(`phones/${digits}`);
    expect(phone.intent).toEqual({ answer: "no", adults: 0, children: 0 });
  });
});

describe("delivery of webhooks", () => {
  it("loses nothing while the receiver fails", async () => {
    let calls = 0;
    hook.answer = () => (calls++ < 40 ? 503 : 200);
    await Promise.all([...Array(60).keys()].map((i) => send(invite(number(i)))));
    const end = await untilIdle();
    expect(end.webhooks.retries).toBeGreaterThanOrEqual(40);
    expect(hook.messages).toHaveLength(end.inbound);
    const { sent, delivered, read, failed } = end.statuses;
    expect(hook.statuses).toHaveLength((sent ?? 0) + (delivered ?? 0) + (read ?? 0) + (failed ?? 0));
  });

  it("repeats and shuffles when told to", async () => {
    await ctl("faults", { webhooks: { duplicate: 1, disorder: 1 } });
    await ctl("config", { weights: { silent: 1 } });
    await Promise.all([...Array(20).keys()].map((i) => send(invite(number(i)))));
    await untilIdle();
    expect(hook.statuses).toHaveLength(120);
    const orders = new Map<string, string[]>();
    for (const s of hook.statuses) {
      const seen = orders.get(s.id) ?? [];
      if (!seen.includes(s.status)) orders.set(s.id, [...seen, s.status]);
    }
    const kept = [...orders.values()].filter((o) => o.join() === "sent,delivered,read");
    expect(kept.length).toBeLessThan(5);
  });

  it("withholds webhooks, hides the number, and posts forged bytes", async () => {
    await ctl("faults", { webhooks: { withhold: true, phoneless: 1 } });
    await ctl(`phones/${A.slice(1)}/type`, { text: "hi" });
    await new Promise((resolve) => setTimeout(resolve, 60));
    expect(hook.bodies).toHaveLength(0);
    await ctl("faults", { webhooks: { phoneless: 1 } });
    await untilIdle();
    expect(hook.messages[0]).not.toHaveProperty("from");
    hook.answer = () => 401;
    expect(await ctl("webhook/raw", { body: "{}", signWith: "wrong" })).toMatchObject({ status: 401 });
  });
});

describe("faults", () => {
  const post = (path: string, signal = AbortSignal.timeout(20_000)) =>
    fetch(`${base}/v26.0/${ME}/messages`, {
      method: "POST",
      headers: { authorization: "Bearer token" },
      body: JSON.stringify(invite(path)),
      signal,
    });

  it("accepts and then hangs, resets or answers 500", async () => {
    await ctl("faults", { rates: { timeout_after: 1 } });
    const impatient = new AbortController();
    const unanswered = expect(post(number(1), impatient.signal)).rejects.toThrow();
    await vi.waitFor(async () => expect((await summary()).accepted).toBe(1), { timeout: 10_000 });
    impatient.abort();
    await unanswered;
    await ctl("faults", { rates: { reset_after: 1 } });
    await expect(post(number(2))).rejects.toThrow();
    expect((await summary()).accepted).toBe(2);
    await ctl("faults", { rates: { http500_after: 1 } });
    expect((await send(invite(number(3)))).status).toBe(500);
    expect((await summary()).accepted).toBe(3);
  });

  it("breaks before anything is accepted", async () => {
    await ctl("faults", { rates: { reset_before: 1 } });
    await expect(post(number(1))).rejects.toThrow();
    await ctl("faults", { rates: { http500: 1 } });
    expect((await send(invite(number(2)))).status).toBe(500);
    await ctl("faults", { rates: { "130429": 1 }, retryAfterSeconds: 2, until: 1 });
    expect(await codeOf(invite(number(3)))).toBe(130429);
    expect((await summary()).accepted).toBe(0);
    expect((await send(invite(number(3)))).status).toBe(200);
  });

  it("fails later with the code that was drawn", async () => {
    await ctl("faults", { rates: { "131049": 1 } });
    await send(invite(A));
    await untilIdle();
    expect(hook.statuses.at(-1)).toMatchObject({ status: "failed", errors: [{ code: 131049 }] });
    await ctl("faults", undefined, "DELETE");
    await send(invite("+12125550123"));
    await untilIdle();
    expect(hook.statuses.at(-1)).toMatchObject({ status: "failed", errors: [{ code: 131049 }] });
  });
});

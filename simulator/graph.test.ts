import { describe, expect, it } from "vitest";

import {
  A,
  base,
  codeOf,
  ctl,
  envelope,
  graph,
  hook,
  invite,
  ME,
  number,
  send,
  summary,
  text,
  untilIdle,
  WABA,
  withSimulator,
} from "./test-kit";

withSimulator();

describe("strictness", () => {
  it("refuses a wrong token and an unknown phone id", async () => {
    const wrong = await graph(`${ME}/messages`, invite(A), "nope");
    expect([wrong.status, wrong.body.error?.code]).toEqual([401, 190]);
    const unknown = await graph("999/messages", invite(A));
    expect([unknown.status, unknown.body.error?.code, unknown.body.error?.error_subcode]).toEqual([
      400, 100, 33,
    ]);
    expect((await fetch(`${base}/${ME}/messages`, { method: "POST" })).status).toBe(404);
  });

  it("accepts a good invitation with Meta's answer", async () => {
    const ok = await send(invite("+91 98765-43210"));
    expect(ok.status).toBe(200);
    expect(ok.body).toMatchObject({
      messaging_product: "whatsapp",
      contacts: [{ input: "+91 98765-43210", wa_id: "919876543210" }],
    });
    expect(ok.body.messages?.[0]?.id).toMatch(/^wamid\.HBg/);
  });

  it("checks the recipient", async () => {
    const bare = await send(invite("919876543210"));
    expect(bare.body.error?.code).toBe(100);
    expect(bare.body.error?.error_data.details).toContain("country code");
    expect(await codeOf(invite("+91123"))).toBe(100);
    expect(await codeOf(invite("+911234567890"))).toBe(131021);
    expect(await codeOf({ ...invite(A), messaging_product: "sms" })).toBe(100);
    expect(await codeOf({ ...invite(A), recipient_type: "group" })).toBe(100);
    expect(await codeOf(invite(A, { top: { biz_opaque_callback_data: "x".repeat(513) } }))).toBe(100);
  });

  it("checks the template and its state", async () => {
    expect(await codeOf(invite(A, { template: { name: "nothing" } }))).toBe(132001);
    expect(await codeOf(invite(A, { template: { language: { code: "en_US" } } }))).toBe(132001);
    await ctl("templates/family_invitation/en/status", { status: "PAUSED" });
    expect(await codeOf(invite(A))).toBe(132015);
    await ctl("templates/family_invitation/en/status", { status: "disabled" });
    expect(await codeOf(invite(A))).toBe(132016);
    await untilIdle();
    expect(hook.fields.map((f) => f.value.event)).toEqual(["PAUSED", "DISABLED"]);
  });

  it("checks parameters and buttons", async () => {
    expect(await codeOf(invite(A, { params: ["a", "b", "c"] }))).toBe(132000);
    expect(await codeOf(invite(A, { params: ["a", "b\nc", "d", "e"] }))).toBe(132012);
    expect(await codeOf(invite(A, { params: ["a", "b     c", "d", "e"] }))).toBe(132012);
    expect(await codeOf(invite(A, { params: ["a", "b", "c".repeat(1000), "e"] }))).toBe(132005);
    expect(await codeOf(invite(A, { params: ["a", "", "c", "e"] }))).toBe(131008);
    const button = (index: string, payload: string) => ({
      type: "button",
      sub_type: "quick_reply",
      index,
      parameters: [{ type: "payload", payload }],
    });
    expect(await codeOf(invite(A, { buttons: [button("3", "p")] }))).toBe(131009);
    expect(await codeOf(invite(A, { buttons: [button("0", "p".repeat(257))] }))).toBe(131009);
    expect((await summary()).accepted).toBe(0);
  });
});

describe("windows, limits and rates", () => {
  it("keeps the 24 hour window", async () => {
    const digits = A.slice(1);
    expect(await codeOf(text(A, "hello"))).toBe(131047);
    await ctl(`phones/${digits}/type`, { text: "hi" });
    expect((await send(text(A, "hello"))).status).toBe(200);
    await ctl(`phones/${digits}/script`, { lastInboundHoursAgo: 25 });
    expect(await codeOf(text(A, "hello"))).toBe(131047);
  });

  it("keeps the limits of interactive messages", async () => {
    await ctl(`phones/${A.slice(1)}/type`, { text: "hi" });
    const buttons = (titles: string[]) =>
      envelope(A, {
        type: "interactive",
        interactive: {
          type: "button",
          body: { text: "Choose" },
          action: { buttons: titles.map((title, i) => ({ type: "reply", reply: { id: `r${i}`, title } })) },
        },
      });
    expect((await send(buttons(["a", "b", "c"]))).status).toBe(200);
    expect(await codeOf(buttons(["a", "b", "c", "d"]))).toBe(131009);
    expect(await codeOf(buttons(["a", "a"]))).toBe(131009);
    expect(await codeOf(buttons(["a title of 21 letters"]))).toBe(131009);
    const list = (count: number, title = "Row") =>
      envelope(A, {
        type: "interactive",
        interactive: {
          type: "list",
          body: { text: "Choose" },
          action: {
            button: "Open",
            sections: [{ rows: [...Array(count).keys()].map((i) => ({ id: `r${i}`, title })) }],
          },
        },
      });
    expect((await send(list(10))).status).toBe(200);
    expect(await codeOf(list(11))).toBe(131009);
    expect(await codeOf(list(1, "x".repeat(25)))).toBe(131009);
    expect(await codeOf(text(A, "x".repeat(4097)))).toBe(100);
  });

  it("keeps the throughput and the pair rate", async () => {
    // A guest who answers at once would take a slot too.
    await ctl("config", { throughputPerSecond: 10, weights: { silent: 1 } });
    const burst = await Promise.all([...Array(15).keys()].map((i) => send(invite(number(i)))));
    expect(burst.filter((r) => r.status === 429 && r.body.error?.code === 130429)).toHaveLength(5);
    await ctl("config", { throughputPerSecond: 1000 });
    await ctl(`phones/${number(50).slice(1)}/type`, { text: "hi" });
    const codes: (number | undefined)[] = [];
    for (let i = 0; i < 46; i++) codes.push(await codeOf(text(number(50), `m${i}`)));
    expect(codes.filter((c) => c === undefined)).toHaveLength(45);
    expect(codes.at(-1)).toBe(131056);
    expect((await summary()).refusals).toMatchObject({ 130429: 5, 131056: 1 });
  });
});

describe("templates and media", () => {
  it("lists the seeded invitation and approves a new template", async () => {
    const list = await graph(`${WABA}/message_templates?fields=name,language,status`);
    expect(list.body.data).toHaveLength(2);
    const components = [
      { type: "BODY", text: "Hello {{1}}, welcome.", example: { body_text: [["Asha"]] } },
      { type: "BUTTONS", buttons: [{ type: "QUICK_REPLY", text: "OK" }] },
    ];
    const made = await graph(`${WABA}/message_templates`, {
      name: "hello",
      language: "en",
      category: "UTILITY",
      components,
    });
    expect(made.body.status).toBe("PENDING");
    await untilIdle();
    expect(hook.fields.at(-1)?.value.event).toBe("APPROVED");
    const mixed = ["QUICK_REPLY", "URL", "QUICK_REPLY"].map((type) => ({
      type,
      text: "x",
      url: "https://a.b",
    }));
    const bad = { name: "bad", language: "en", category: "UTILITY" };
    const refused = await graph(`${WABA}/message_templates`, {
      ...bad,
      components: [components[0], { type: "BUTTONS", buttons: mixed }],
    });
    expect(refused.body.error?.code).toBe(100);
    expect((await graph(`${WABA}/message_templates`, { ...bad, name: "Bad Name", components })).status).toBe(
      400,
    );
  });

  it("takes a file and gives it back by id", async () => {
    const form = new FormData();
    form.set("messaging_product", "whatsapp");
    form.set("file", new Blob(["picture"], { type: "image/png" }), "a.png");
    const headers = { authorization: "Bearer token" };
    const up = await fetch(`${base}/v26.0/${ME}/media`, { method: "POST", body: form, headers });
    const { id } = (await up.json()) as { id: string };
    expect(await graph(id)).toMatchObject({ status: 200, body: { mime_type: "image/png", file_size: 7 } });
    expect((await graph(`${ME}?fields=throughput,quality_rating`)).body).toMatchObject({
      quality_rating: "GREEN",
    });
  });
});

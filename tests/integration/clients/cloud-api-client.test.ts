import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import { WhatsAppAPI } from "whatsapp-api-js";
import { BodyComponent, BodyParameter, PayloadComponent, Template, Text } from "whatsapp-api-js/messages";
import type { PostData } from "whatsapp-api-js/types";
import { type Simulator, startSimulator } from "@/simulator/start";
import { controlOf, startReceiver, untilIdle } from "./receiver";

const PHONE_ID = "100000000000001";
const FAST = { sent: [1, 3], delivered: [1, 3], read: [1, 3], reply: [1, 5] };

let simulator: Simulator;
let base: string;
let receiver: Awaited<ReturnType<typeof startReceiver>>;
/** A client of the Cloud API that others wrote, whose calls go to the simulator instead of Graph's host. */
let client: WhatsAppAPI<string>;

beforeAll(async () => {
  receiver = await startReceiver();
  simulator = await startSimulator({
    port: 0,
    webhookUrl: receiver.url,
    appSecret: "an-app-secret",
    accessToken: "a-token",
  });
  base = `http://127.0.0.1:${simulator.port}`;
  client = new WhatsAppAPI<string>({
    token: "a-token",
    appSecret: "an-app-secret",
    v: "v26.0",
    ponyfill: {
      fetch: ((url: string, init?: RequestInit) =>
        fetch(url.replace("https://graph.facebook.com", base), init)) as typeof fetch,
    },
  });
});
beforeEach(async () => {
  await controlOf(base, "POST", "reset");
  // This client reads the first event of a webhook alone.
  await controlOf(base, "POST", "config", { weights: { yes_tap: 1 }, timings: FAST, batchMax: 1 });
  receiver.hooks.length = 0;
});
afterAll(async () => {
  await simulator.close();
  await receiver.close();
});

const invitation = (name = "आशा मेहता") =>
  new Template(
    "family_invitation",
    "hi",
    new BodyComponent(
      new BodyParameter(name),
      new BodyParameter("Meera"),
      new BodyParameter("Sangeet"),
      new BodyParameter("2 (2 adults)"),
    ),
    new PayloadComponent("y"),
    new PayloadComponent("m"),
    new PayloadComponent("n"),
  );

it("sends a template, and reads every webhook that follows", async () => {
  const seen: string[] = [];
  client.on.status = ({ status, biz_opaque_callback_data: mark }) => {
    seen.push(`${status} ${mark}`);
    return status;
  };
  client.on.message = ({ from, message }) => {
    seen.push(`${from} ${message.type === "button" ? message.button.payload : message.type}`);
    return message.type;
  };
  const answer = await client.sendMessage(PHONE_ID, "+919810000001", invitation(), undefined, "attempt-1");
  expect(answer).toMatchObject({ messaging_product: "whatsapp", contacts: [{ wa_id: "919810000001" }] });
  await untilIdle(base);
  for (const { body, headers } of receiver.hooks) {
    const signature = headers["x-hub-signature-256"]!;
    expect(await client.verifyRequestSignature(body, signature)).toBe(true);
    expect(await client.verifyRequestSignature(`${body} `, signature)).toBe(false);
    await client.post(JSON.parse(body) as PostData, body, signature);
  }
  expect(seen.sort()).toEqual(["919810000001 y", "delivered attempt-1", "read attempt-1", "sent attempt-1"]);
});

it("sends free text inside the window alone, and is told why not", async () => {
  const outside = await client.sendMessage(PHONE_ID, "+919810000001", new Text("hello"));
  expect(outside).toMatchObject({ error: { code: 131047 } });
  await controlOf(base, "POST", "phones/919810000001/type", { text: "नमस्ते" });
  expect(await client.sendMessage(PHONE_ID, "+919810000001", new Text("hello"))).toMatchObject({
    messages: [{ id: expect.stringMatching(/^wamid\./) }],
  });
});

it("is refused a template whose values do not fit", async () => {
  const broken = await client.sendMessage(PHONE_ID, "+919810000001", invitation("two\nlines"));
  expect(broken).toMatchObject({ error: { code: 132012 } });
});

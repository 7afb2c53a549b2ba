import type { Server } from "node:http";
import { createServer } from "node:http";

import { afterEach, beforeEach, expect } from "vitest";

import type { SimulatorOptions } from "./options";
import type { Simulator } from "./start";
import { startSimulator } from "./start";

export const ME = "100000000000001";
export const WABA = "200000000000001";
const FAST = { sent: [1, 5], delivered: [1, 10], read: [1, 10], reply: [5, 40] };

export interface Message {
  id: string;
  from?: string;
  type: string;
  text?: { body: string };
  button?: { payload: string; text: string };
  context?: { id: string };
}
interface StatusItem {
  id: string;
  status: string;
  biz_opaque_callback_data?: string;
  errors?: { code: number }[];
}
export interface Value {
  contacts?: { user_id: string; wa_id?: string }[];
  messages?: Message[];
  statuses?: StatusItem[];
  event?: string;
}
interface Hook {
  entry: { changes: { field: string; value: Value }[] }[];
}

/** A webhook receiver that can be told to fail. */
class Receiver {
  url = "";
  bodies: { raw: string; sign: string }[] = [];
  messages: Message[] = [];
  statuses: StatusItem[] = [];
  fields: { field: string; value: Value }[] = [];
  answer: () => number = () => 200;
  onMessage: (message: Message) => void = () => {};
  private server: Server | undefined;

  async open(): Promise<void> {
    const server = createServer((req, res) => {
      const chunks: Buffer[] = [];
      req.on("data", (c: Buffer) => chunks.push(c));
      req.on("end", () => {
        const status = this.answer();
        res.writeHead(status);
        res.end();
        if (status === 200)
          this.take(Buffer.concat(chunks).toString(), String(req.headers["x-hub-signature-256"]));
      });
    });
    this.server = server;
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const address = server.address();
    this.url = `http://127.0.0.1:${typeof address === "object" && address ? address.port : 0}/hook`;
  }

  private take(raw: string, sign: string): void {
    this.bodies.push({ raw, sign });
    const hook = JSON.parse(raw) as Hook;
    for (const change of hook.entry.flatMap((e) => e.changes)) {
      if (change.field !== "messages") this.fields.push(change);
      this.statuses.push(...(change.value.statuses ?? []));
      for (const message of change.value.messages ?? []) {
        this.messages.push(message);
        this.onMessage(message);
      }
    }
  }

  close(): void {
    this.server?.closeAllConnections();
    this.server?.close();
  }
}

export let sim: Simulator;
export let hook: Receiver;
export let base: string;

export async function open(options: SimulatorOptions = {}): Promise<void> {
  sim = await startSimulator({
    port: 0,
    accessToken: "token",
    appSecret: "test_app_secret",
    webhookUrl: hook.url,
    ...options,
  });
  base = `http://127.0.0.1:${sim.port}`;
  await ctl("config", { timings: FAST, throughputPerSecond: 100_000, backoffCapMs: 50, approvalMs: 20 });
}

/** A fresh simulator and receiver for every test of the file. */
export function withSimulator(): void {
  beforeEach(async () => {
    hook = new Receiver();
    await hook.open();
    await open();
  });
  afterEach(async () => {
    await sim.close();
    hook.close();
  });
}

interface Answer {
  status: number;
  body: {
    error?: { code: number; error_subcode?: number; error_data: { details: string }; fbtrace_id: string };
    messages?: { id: string }[];
    contacts?: { input: string; wa_id: string }[];
    data?: { name: string; status: string }[];
    id?: string;
    status?: string;
  };
}

export async function graph(path: string, body?: unknown, token = "token"): Promise<Answer> {
  const res = await fetch(`${base}/v26.0/${path}`, {
    method: body === undefined ? "GET" : "POST",
    headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  return { status: res.status, body: (await res.json()) as Answer["body"] };
}

export async function ctl<T = Record<string, unknown>>(
  path: string,
  body?: unknown,
  method?: string,
): Promise<T> {
  const res = await fetch(`${base}/_sim/${path}`, {
    method: method ?? (body === undefined ? "GET" : "POST"),
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  expect(res.status, path).toBe(200);
  return (await res.json()) as T;
}

export function envelope(to: string, rest: object): object {
  return { messaging_product: "whatsapp", recipient_type: "individual", to, ...rest };
}

export function invite(
  to: string,
  more: { params?: string[]; buttons?: object[]; template?: object; top?: object } = {},
) {
  const params = more.params ?? ["Asha", "Rohan & Priya", "Sangeet · Wedding", "5 (4 adults, 1 child)"];
  const buttons =
    more.buttons ??
    ["y", "m", "n"].map((action, index) => ({
      type: "button",
      sub_type: "quick_reply",
      index: String(index),
      parameters: [{ type: "payload", payload: `1.${to}.${action}` }],
    }));
  const body = { type: "body", parameters: params.map((text) => ({ type: "text", text })) };
  const template = {
    name: "family_invitation",
    language: { code: "en" },
    components: [body, ...buttons],
    ...more.template,
  };
  return envelope(to, { type: "template", biz_opaque_callback_data: `a:${to}`, template, ...more.top });
}

export const send = (body: unknown) => graph(`${ME}/messages`, body);
export const text = (to: string, body: string) => envelope(to, { type: "text", text: { body } });
export const codeOf = async (body: unknown) => (await send(body)).body.error?.code;

export interface Summary {
  accepted: number;
  recipients: number;
  duplicates: number;
  refusals: Record<string, number>;
  statuses: Record<string, number>;
  inbound: number;
  webhooks: { pending: number; delivered: number; retries: number };
  idle: boolean;
}
export const summary = () => ctl<Summary>("ledger/summary");

export async function untilIdle(): Promise<Summary> {
  for (let i = 0; i < 400; i++) {
    const now = await summary();
    if (now.idle) return now;
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
  throw new Error("never idle");
}

export const number = (i: number) => `+9198${String(10_000_000 + i)}`;
export const A = number(1);

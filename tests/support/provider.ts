import { createServer, type IncomingMessage, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { POST as twilioWebhook } from "@/app/api/webhooks/twilio/route";
import { verifySignature } from "@/lib/adapters/meta/webhook";
import { processInbox } from "@/lib/messaging/topics";
import { env } from "@/lib/platform/env";
import { storeWebhook } from "@/lib/platform/inbox";
import { enqueue } from "@/lib/platform/topic";
import { startSimulator } from "@/simulator/start";
import { admin } from "./database";

export interface TestProvider {
  url: string;
  control<T = Record<string, unknown>>(
    method: "GET" | "POST" | "DELETE",
    path: string,
    body?: unknown,
  ): Promise<T>;
  /** As new: nothing sent, no trouble, guests who only read, and at once. */
  quiet(config?: Record<string, unknown>): Promise<void>;
  waitIdle(drainOnce: () => Promise<unknown>, timeoutMs?: number): Promise<void>;
  close(): Promise<void>;
}

/** Messages that a drain will send within seconds. */
const dueSoon = async (): Promise<number> =>
  (
    await admin.query(`
      select count(*)::int as n from messages m
      join senders s on s.wedding_id = m.wedding_id and s.id = m.sender_id and s.state = 'active' and s.provider <> 'wa_link'
      left join send_runs r on r.wedding_id = m.wedding_id and r.id = m.run_id
      where m.state = 'queued' and m.next_at < now() + interval '20 seconds' and (m.run_id is null or r.state = 'sending')`)
  ).rows[0].n;

const stillDue = async (): Promise<string> =>
  JSON.stringify(
    (
      await admin.query(
        `select m.kind, m.attempts, m.next_at - now() as due, m.reason, array_agg(distinct a.error_code) as codes, count(distinct m.id)::int as n
         from messages m left join send_runs r on r.id = m.run_id left join message_attempts a on a.message_id = m.id
         where m.state = 'queued' and m.next_at < now() + interval '20 seconds' and (m.run_id is null or r.state = 'sending') group by 1, 2, 3, 4 limit 5`,
      )
    ).rows,
  );

/** The simulator with its webhooks going into this process's inbox, through the same verification as the route. */
export async function startProvider(seed = 1, options: { twilio?: boolean } = {}): Promise<TestProvider> {
  const receiver: Server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      const body = Buffer.concat(chunks);
      if (request.url?.startsWith("/api/webhooks/twilio")) {
        void passOn(request, body).then((status) => response.writeHead(status).end());
        return;
      }
      const header = request.headers["x-hub-signature-256"];
      if (
        !verifySignature(body, typeof header === "string" ? header : null, env().META_APP_SECRETS.split(","))
      ) {
        response.writeHead(401).end();
        return;
      }
      storeWebhook("meta", body, enqueue(processInbox, {})).then(
        () => response.writeHead(200).end(),
        () => response.writeHead(500).end(),
      );
    });
  });
  await new Promise<void>((resolve) => receiver.listen(0, "127.0.0.1", resolve));
  const origin = `http://127.0.0.1:${(receiver.address() as AddressInfo).port}`;
  const webhookUrl = `${origin}/`;
  const simulator = await startSimulator({
    port: 0,
    webhookUrl,
    appSecret: env().META_APP_SECRETS,
    accessToken: env().META_ACCESS_TOKEN,
    verifyToken: env().META_VERIFY_TOKEN,
    twilioWebhookUrl: `${origin}/api/webhooks/twilio#rc=5&rp=all`,
    twilioAuthToken: env().TWILIO_AUTH_TOKENS,
    seed,
  } as Parameters<typeof startSimulator>[0]);
  const url = `http://127.0.0.1:${simulator.port}`;
  Object.assign(env(), { META_GRAPH_URL: url, TWILIO_API_URL: url, TWILIO_CONTENT_URL: url });
  // Twilio is told where to report by each call.
  if (options.twilio) env().APP_URL = origin;
  const control: TestProvider["control"] = async (method, path, body) => {
    const response = await fetch(`${url}/_sim/${path}`, {
      method,
      ...(body === undefined
        ? {}
        : { body: JSON.stringify(body), headers: { "content-type": "application/json" } }),
    });
    if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`);
    return (await response.json()) as never;
  };
  return {
    url,
    control,
    async quiet(config = {}) {
      await control("POST", "reset");
      await control("DELETE", "faults");
      await control("POST", "config", {
        weights: { silent: 100 },
        timings: { sent: [1, 3], delivered: [1, 3], read: [1, 3], reply: [1, 3] },
        ...config,
      });
    },
    async waitIdle(drainOnce, timeoutMs = 45_000) {
      const until = Date.now() + timeoutMs;
      for (let quiet = 0; quiet < 2; ) {
        await drainOnce();
        const { idle } = await control<{ idle: boolean }>("GET", "ledger/summary");
        // A busy machine lets a message miss its moment; it has another one soon.
        const calm = idle && (await dueSoon()) === 0;
        quiet = calm ? quiet + 1 : 0;
        if (Date.now() > until)
          throw new Error(
            `the provider did not become idle (it is ${idle ? "" : "not "}itself; ${await stillDue()})`,
          );
        if (!calm) await new Promise((resolve) => setTimeout(resolve, 50));
      }
      await drainOnce();
    },
    async close() {
      await simulator.close();
      receiver.closeAllConnections();
      await new Promise((resolve) => receiver.close(resolve));
    },
  };
}

/** The route itself takes Twilio's webhooks, behind a proxy that changes host and scheme. */
async function passOn(request: IncomingMessage, body: Buffer): Promise<number> {
  const headers = new Headers();
  for (const name of ["content-type", "x-twilio-signature"]) {
    const value = request.headers[name];
    if (typeof value === "string") headers.set(name, value);
  }
  const inside = new Request(`http://10.0.0.1:3000${request.url}`, {
    method: "POST",
    headers,
    body: new Uint8Array(body),
  });
  return (await twilioWebhook(inside, { params: Promise.resolve({}) })).status;
}

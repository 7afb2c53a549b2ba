import { createHmac } from "node:crypto";
import { Agent, request } from "node:http";
import { fileURLToPath } from "node:url";
import { startChild, stopChild } from "@/scripts/stack/children";
import type { Stack } from "@/scripts/stack/stack";
import { alternate, type Figure, quantile, round } from "./measure";

const CONNECTIONS = 16;
const SECONDS = 4;
const ROUNDS = 3;

/**
 * Acknowledgements per second of the product's route (verify, store, commit, answer) against a bare Node server that
 * verifies and inserts the same body. Both talk to the same Postgres; draining is off, as the floor does not drain.
 */
export async function webhook(stack: Stack): Promise<Figure> {
  const bare = startChild(
    "bare",
    ["--import", "tsx", fileURLToPath(new URL("./bare-webhook.ts", import.meta.url))],
    stack.env,
    () => undefined,
  );
  const bareUrl = "http://127.0.0.1:4191/";
  try {
    await waitFor(bareUrl);
    const latencies: number[] = [];
    const load = async (url: string, keep: number[]) =>
      (await hammer(url, stack.env.META_APP_SECRETS!, keep)) / SECONDS;
    await load(`${stack.appUrl}/api/webhooks/meta`, []);
    await load(bareUrl, []);
    const { value, floor } = await alternate(
      ROUNDS,
      () => load(`${stack.appUrl}/api/webhooks/meta`, latencies),
      () => load(bareUrl, []),
    );
    return {
      value: round(value, 0),
      floor: round(floor, 0),
      ratio_to_floor: round(value / floor),
      goal: "at least 0.35 (0.5 in the messaging issue)",
      unit: "acknowledgements/s",
      n: latencies.length,
      p50_ms: round(quantile(latencies, 0.5), 1),
      p99_ms: round(quantile(latencies, 0.99), 1),
      connections: CONNECTIONS,
    };
  } finally {
    await stopChild(bare);
  }
}

async function waitFor(url: string): Promise<void> {
  for (let i = 0; i < 100; i++) {
    if (await fetch(url).catch(() => null)) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error("the bare server does not start");
}

let serial = 0;
/** Distinct signed status webhooks over kept-alive connections, for a fixed time; returns how many were answered 200. */
async function hammer(url: string, secret: string, latencies: number[]): Promise<number> {
  const agent = new Agent({ keepAlive: true, maxSockets: CONNECTIONS });
  const until = performance.now() + SECONDS * 1000;
  let answered = 0;
  const post = () =>
    new Promise<void>((resolve, reject) => {
      const body = JSON.stringify({
        object: "whatsapp_business_account",
        entry: [
          {
            id: "1",
            changes: [
              {
                field: "messages",
                value: {
                  messaging_product: "whatsapp",
                  metadata: { phone_number_id: "0" },
                  statuses: [
                    {
                      id: `wamid.bench${process.pid}.${serial++}`,
                      status: "delivered",
                      timestamp: "1764000000",
                    },
                  ],
                },
              },
            ],
          },
        ],
      });
      const started = performance.now();
      const call = request(
        url,
        {
          method: "POST",
          agent,
          headers: {
            "content-type": "application/json",
            "content-length": Buffer.byteLength(body),
            "x-hub-signature-256": `sha256=${createHmac("sha256", secret).update(body).digest("hex")}`,
          },
        },
        (response) => {
          response.resume();
          response.on("end", () => {
            if (response.statusCode !== 200) return reject(new Error(`answered ${response.statusCode}`));
            answered++;
            latencies.push(performance.now() - started);
            resolve();
          });
        },
      );
      call.on("error", reject);
      call.end(body);
    });
  await Promise.all(
    Array.from({ length: CONNECTIONS }, async () => {
      while (performance.now() < until) await post();
    }),
  );
  agent.destroy();
  return answered;
}

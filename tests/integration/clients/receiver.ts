import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

export interface Hook {
  path: string;
  headers: Record<string, string>;
  body: string;
}

/** Takes webhooks and keeps them as they came. */
export async function startReceiver() {
  const hooks: Hook[] = [];
  let answer = 200;
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      hooks.push({
        path: request.url ?? "",
        headers: request.headers as Record<string, string>,
        body: Buffer.concat(chunks).toString(),
      });
      response.writeHead(answer).end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    hooks,
    answerWith: (status: number) => {
      answer = status;
    },
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** Asks the simulator's control API. */
export async function controlOf<T = Record<string, unknown>>(
  base: string,
  method: "GET" | "POST",
  path: string,
  body?: unknown,
): Promise<T> {
  const answer = await fetch(`${base}/_sim/${path}`, {
    method,
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
  return (await answer.json()) as T;
}

export async function untilIdle(base: string): Promise<void> {
  for (let i = 0; i < 200; i++) {
    if ((await controlOf<{ idle: boolean }>(base, "GET", "ledger/summary")).idle) return;
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
  throw new Error("the simulator did not become idle");
}

import { Agent, request } from "node:http";
import { quantile, round } from "./measure";

export interface Load {
  perSecond: number;
  seconds: number;
  p95FirstByteMs: number;
  bytes: number;
}

/** One GET over a kept connection: when the first byte came, how many came, and with which status. */
function get(
  url: string,
  agent: Agent,
  headers: Record<string, string> = {},
): Promise<{ status: number; firstMs: number; bytes: number }> {
  return new Promise((resolve, reject) => {
    const started = performance.now();
    const sent = request(url, { agent, headers }, (answer) => {
      const firstMs = performance.now() - started;
      let bytes = 0;
      answer.on("data", (chunk: Buffer) => {
        bytes += chunk.length;
      });
      answer.on("end", () => resolve({ status: answer.statusCode ?? 0, firstMs, bytes }));
    });
    sent.on("error", reject);
    sent.end();
  });
}

interface LoadOptions {
  ms: number;
  width: number;
  status?: number;
  more?: () => boolean;
  headers?: Record<string, string>;
}

/** As many requests as fit into `ms`, `width` at a time, while there are `more`. Throws where one was not answered with `status`. */
export async function load(
  addresses: (index: number) => string,
  { ms, width, status = 200, more = () => true, headers = {} }: LoadOptions,
): Promise<Load> {
  const agent = new Agent({ keepAlive: true, maxSockets: width });
  const started = performance.now();
  const firsts: number[] = [];
  let bytes = 0;
  let index = 0;
  const one = async () => {
    while (performance.now() - started < ms && more()) {
      const url = addresses(index++);
      const answer = await get(url, agent, headers);
      if (answer.status !== status) throw new Error(`${url} answered ${answer.status}.`);
      firsts.push(answer.firstMs);
      bytes = answer.bytes;
    }
  };
  await Promise.all(Array.from({ length: width }, one));
  const seconds = (performance.now() - started) / 1000;
  agent.destroy();
  return {
    seconds,
    perSecond: round(firsts.length / seconds, 0),
    p95FirstByteMs: round(quantile(firsts, 0.95), 1),
    bytes,
  };
}

import { type Agent, request } from "node:http";
import { inject } from "vitest";

export interface RawAnswer {
  status: number;
  headers: Record<string, string | string[] | undefined>;
  body: string;
  /** Everything that came back, headers included. */
  all: string;
}

/** A request whose path goes out byte by byte as it is written: `fetch` would tidy it first. */
export function raw(
  path: string,
  options: {
    method?: string;
    headers?: Record<string, string>;
    body?: string;
    agent?: Agent;
  } = {},
): Promise<RawAnswer> {
  const { hostname, port } = new URL(inject("stackUrl"));
  return new Promise((resolve, reject) => {
    const sent = request(
      {
        hostname: hostname === "localhost" ? "127.0.0.1" : hostname,
        port,
        path,
        method: options.method ?? "GET",
        headers: { host: `${hostname}:${port}`, ...options.headers },
        agent: options.agent ?? false,
      },
      (answer) => {
        const chunks: Buffer[] = [];
        answer.on("data", (chunk: Buffer) => chunks.push(chunk));
        answer.on("end", () => {
          const body = Buffer.concat(chunks).toString("utf8");
          resolve({
            status: answer.statusCode ?? 0,
            headers: answer.headers,
            body,
            all: `${JSON.stringify(answer.headers)}\n${body}`,
          });
        });
      },
    );
    sent.on("error", reject);
    sent.end(options.body);
  });
}

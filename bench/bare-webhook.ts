import { createHmac, timingSafeEqual } from "node:crypto";
import { createServer } from "node:http";
import pg from "pg";

/** The floor of the webhook figure: nothing but the signature and the same insert. */
const pool = new pg.Pool({ connectionString: process.env.DATABASE_APP_URL!, max: 10 });
const secret = process.env.META_APP_SECRETS!;

createServer((request, response) => {
  const chunks: Buffer[] = [];
  request.on("data", (chunk: Buffer) => chunks.push(chunk));
  request.on("end", () => {
    const body = Buffer.concat(chunks);
    if (request.method !== "POST") return response.end();
    const expected = Buffer.from(`sha256=${createHmac("sha256", secret).update(body).digest("hex")}`);
    const given = Buffer.from(String(request.headers["x-hub-signature-256"] ?? ""));
    if (given.length !== expected.length || !timingSafeEqual(given, expected))
      return response.writeHead(401).end();
    pool
      .query(
        "insert into webhook_inbox (provider, body_hash, body) values ('bench', sha256($1), $1) on conflict (body_hash) do nothing",
        [body],
      )
      .then(() => response.writeHead(200).end())
      .catch(() => response.writeHead(500).end());
  });
}).listen(4191, "127.0.0.1");
for (const signal of ["SIGTERM", "SIGINT"] as const) process.once(signal, () => process.exit(0));

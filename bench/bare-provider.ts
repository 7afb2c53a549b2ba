import { createServer } from "node:http";

/** A provider that takes every message at once: what is measured against it is ours alone. */
let serial = 0;
createServer((request, response) => {
  request.resume();
  request.on("end", () =>
    response
      .writeHead(200, { "content-type": "application/json" })
      .end(JSON.stringify({ messaging_product: "whatsapp", messages: [{ id: `wamid.bench${serial++}` }] })),
  );
}).listen(4192, "127.0.0.1");
for (const signal of ["SIGTERM", "SIGINT"] as const) process.once(signal, () => process.exit(0));

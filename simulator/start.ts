import type { IncomingMessage } from "node:http";
import { createServer } from "node:http";

import { control } from "./control";
import { graph, isGraphPath, MEDIA_MAX } from "./graph";
import { GraphError } from "./graph-error";
import type { Call, Reply } from "./http";
import { json, readBody, send, TooLarge } from "./http";
import { Journal } from "./journal";
import type { SimulatorOptions } from "./options";
import { DEFAULT_PORT } from "./options";
import { pages } from "./pages";
import { restore } from "./restore";
import { isTwilioPath, twilio } from "./twilio";
import { World } from "./world";

/** A running simulator. */
export interface Simulator {
  port: number;
  close(): Promise<void>;
}

const FRAME = 64 * 1024;

async function answer(world: World, req: IncomingMessage, restored: Promise<void>): Promise<Reply> {
  const url = new URL(req.url ?? "/", "http://127.0.0.1");
  const path = url.pathname;
  try {
    const body = await readBody(req, MEDIA_MAX + FRAME);
    await restored;
    const call: Call = {
      method: req.method ?? "GET",
      path,
      query: url.searchParams,
      headers: req.headers,
      body,
    };
    if (isGraphPath(path)) return graph(world, call);
    if (isTwilioPath(path)) return twilio(world, call);
    if (path.startsWith("/_sim/")) return await control(world, call);
    return pages(world, call);
  } catch (error) {
    if (error instanceof TooLarge) {
      return json(
        new GraphError(131053, "The request body is larger than 16 MB", { status: 413 }).body(),
        413,
      );
    }
    process.stderr.write(`simulator: ${error instanceof Error ? error.stack : String(error)}\n`);
    return json(new GraphError(1, "Simulator error", { status: 500 }).body(), 500);
  }
}

/** Starts a simulator on 127.0.0.1; port 0 takes any free one. */
export async function startSimulator(options: SimulatorOptions = {}): Promise<Simulator> {
  const world = new World(options);
  // Calls that arrive while the journal is read wait for it.
  let loaded = () => {};
  const restored = new Promise<void>((resolve) => {
    loaded = resolve;
  });
  const server = createServer((req, res) => {
    answer(world, req, restored).then(
      (reply) => send(res, reply),
      () => res.destroy(),
    );
  });
  // Longer than any client keeps an idle connection, so that no call meets a closing socket.
  server.keepAliveTimeout = 75_000;
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(options.port ?? DEFAULT_PORT, "127.0.0.1", resolve);
  });
  if (options.dataDir) await restore(world, new Journal(options.dataDir));
  loaded();
  const address = server.address();
  const close = async () => {
    world.scheduler.close();
    world.hooks.clear();
    world.twilioHooks.clear();
    const closed = new Promise<void>((resolve) => server.close(() => resolve()));
    server.closeAllConnections();
    await closed;
    world.journal?.close();
    world.journal = null;
  };
  return { port: typeof address === "object" && address ? address.port : 0, close };
}

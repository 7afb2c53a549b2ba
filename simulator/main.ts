import { setFlagsFromString } from "node:v8";

import { readOptions } from "./options";
import { startSimulator } from "./start";

async function main(): Promise<void> {
  // Short-lived request objects let the young generation swell by 70 MB otherwise.
  setFlagsFromString("--semi-space-growth-factor=1");
  const simulator = await startSimulator(readOptions(process.argv.slice(2), process.env));
  process.stdout.write(`${JSON.stringify({ ready: true, port: simulator.port })}\n`);
  let stopping = false;
  const stop = () => {
    if (stopping) return;
    stopping = true;
    void simulator.close().then(() => process.exit(0));
  };
  process.on("SIGTERM", stop);
  process.on("SIGINT", stop);
}

main().catch((error: unknown) => {
  const inUse = error instanceof Error && "code" in error && error.code === "EADDRINUSE";
  const reason = error instanceof Error ? error.message : String(error);
  process.stderr.write(`simulator: ${inUse ? "the port is already in use" : "cannot start"} (${reason})\n`);
  process.exit(1);
});

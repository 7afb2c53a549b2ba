import { parseArgs } from "node:util";
import { startPlaces } from "./places";

/** The stand-in for Google Places as a process of its own. */
const { values } = parseArgs({ options: { port: { type: "string" } } });
const places = await startPlaces({ port: Number(values.port) });
process.stdout.write(`${JSON.stringify({ ready: true, url: places.url })}\n`);
for (const signal of ["SIGTERM", "SIGINT"] as const)
  process.once(signal, () => void places.close().then(() => process.exit(0)));

import { readFile } from "node:fs/promises";
import { parseArgs } from "node:util";
import { parse } from "csv-parse/sync";
import { startGoogle } from "./google";
import { fillContacts } from "./google-contacts";

/** The stand-in for Google as a process of its own: one account, whose address book is a Google CSV. */
const { values } = parseArgs({
  options: { port: { type: "string" }, contacts: { type: "string" } },
});
const google = await startGoogle({ port: Number(values.port), consentPage: true, steady: true });
if (values.contacts) {
  const [header = [], ...rows] = parse(await readFile(values.contacts), { bom: true }) as string[][];
  fillContacts(google.people, header, rows);
}
process.stdout.write(`${JSON.stringify({ ready: true, url: google.url })}\n`);
for (const signal of ["SIGTERM", "SIGINT"] as const)
  process.once(signal, () => void google.close().then(() => process.exit(0)));

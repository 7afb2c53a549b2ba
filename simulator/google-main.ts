import { CONTACTS_HEADER, generateContacts } from "@/db/seed/generate-guests";
import { startGoogle } from "./google";
import { fillContacts } from "./google-contacts";

/** The stand-in for Google as a process of its own: `--port N`. One account, with an address book to read. */
const port = Number(process.argv[process.argv.indexOf("--port") + 1]);
const google = await startGoogle({ port, consentPage: true, steady: true });
fillContacts(google.people, CONTACTS_HEADER, generateContacts({ guests: 40, seed: 5 }));
process.stdout.write(`${JSON.stringify({ ready: true, url: google.url })}\n`);
for (const signal of ["SIGTERM", "SIGINT"] as const)
  process.once(signal, () => void google.close().then(() => process.exit(0)));

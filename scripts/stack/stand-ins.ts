import path from "node:path";
import { writeContactsCsv } from "@/db/seed/generate-guests";
import type { Children } from "./children";
import { waitFor } from "./wait-for";

/** One account, whose address book is a generated list. */
export async function startGoogle(children: Children, home: string, port: number): Promise<void> {
  const contacts = path.join(home, "google-contacts.csv");
  await writeContactsCsv(contacts, { guests: 40, seed: 5 });
  const args = [
    "--import",
    "tsx",
    "simulator/google-main.ts",
    "--port",
    String(port),
    "--contacts",
    contacts,
  ];
  const google = children.start("google", args, {});
  await waitFor(`http://127.0.0.1:${port}/.well-known/openid-configuration`, google);
}

export async function startPlaces(children: Children, port: number): Promise<void> {
  const args = ["--import", "tsx", "simulator/places-main.ts", "--port", String(port)];
  await waitFor(`http://127.0.0.1:${port}/health`, children.start("places", args, {}));
}

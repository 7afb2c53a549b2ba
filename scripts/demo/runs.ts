import { parse } from "csv-parse/sync";
import { newId } from "@/lib/kernel/ids";
import type { DemoClient } from "./client";
import { templatesFor } from "./invitations";
import type { WebGuests } from "./web-guests";

export interface PreparedRun {
  id: string;
  language: string;
  hash: string;
  recipients: number;
  blocked: Record<string, number>;
}

/** One run per language, each with the approved text of its language; one for everybody where there is one. */
export async function prepareRuns(
  client: DemoClient,
  languages: readonly string[],
  withLink: boolean,
): Promise<PreparedRun[]> {
  const prepared: PreparedRun[] = [];
  for (const one of await templatesFor(client, languages, withLink))
    prepared.push(await prepareRun(client, one, languages.length > 1 ? { language: one.language } : {}));
  return prepared;
}

async function prepareRun(
  client: DemoClient,
  { language, senderId, templateId }: { language: string; senderId: string; templateId: string },
  audience: { language?: string },
): Promise<PreparedRun> {
  const id = newId();
  const name = audience.language ? `The invitation (${language})` : "The invitation";
  await client.command("messaging.create-run", { id, name, senderId, templateId, audience });
  const rehearsal = await client.command<{
    hash: string;
    recipients: number;
    blocked: Record<string, number>;
  }>("messaging.rehearse-run", { runId: id });
  const frozen = await client.command<{ hash: string }>("messaging.freeze-run", { runId: id });
  if (frozen.hash !== rehearsal.hash) throw new Error("The frozen hash differs from the rehearsed one.");
  await client.command("messaging.approve-run", {
    runId: id,
    hash: frozen.hash,
    typedCount: rehearsal.recipients,
  });
  return { id, language, ...rehearsal };
}

/** Whom the rehearsals name, as they can be downloaded: the share of them that will answer on its page. */
export async function chooseWebGuests(
  client: DemoClient,
  web: WebGuests,
  runs: readonly PreparedRun[],
  share: number,
): Promise<void> {
  const numbers: string[] = [];
  for (const { id } of runs) {
    const answer = await client.request("GET", `runs/${id}/rehearsal`);
    const rows = parse(await answer.text(), { bom: true, from_line: 2 }) as string[][];
    for (const [, number = "", goes] of rows) if (goes === "yes") numbers.push(number.replace(/\D/g, ""));
  }
  await web.choose(numbers, share);
}

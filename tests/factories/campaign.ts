import { handle as dispatch } from "@/jobs/messaging/dispatch-messages.handler";
import { handle as readInbox } from "@/jobs/messaging/process-inbox.handler";
import { mintScope } from "@/lib/access/policy";
import type { Actor } from "@/lib/access/types";
import { newId } from "@/lib/kernel/ids";
import type { Result } from "@/lib/kernel/result";
import { addRelay, writeRelayText } from "@/lib/messaging/commands/relay";
import type { UndoStep } from "@/lib/platform/command";
import { admin } from "@/tests/support/database";
import type { TestProvider } from "@/tests/support/provider";
import { prepareSending, type SendingWedding } from "./run";
import { contextFor, makeWedding, must, type TestWedding } from "./wedding";

export const number = (n: number) => `98110000${String(n).padStart(2, "0")}`;
/** Two families have one number; one member has none. */
const LIST = `Name,Phone,Family,Side
Asha Rao,${number(1)},Rao,bride
Ravi Rao,${number(2)},Rao,bride
Gita Shah,${number(3)},Shah,groom
Nana Elder,${number(3)},Elder,groom
Ila Sen,${number(4)},Sen,both
Jaya Sen,${number(5)},Sen,both
Kavi Das,${number(6)},Das,bride
Lata Nair,${number(7)},Nair,groom
Mohan Nair,,Nair,groom
`;
export const SHARED = `+91${number(3)}`;

export interface Sent {
  attempt: string;
  to: string;
  /** The provider says since that it did not arrive. */
  failed: boolean;
}

/** One small wedding, and what a person who watched would remember of it. */
export interface Campaign {
  wedding: TestWedding;
  sending: SendingWedding;
  provider: TestProvider;
  relay: { senderId: string; templateId: string };
  /** Numbers that said STOP, and nobody has said otherwise since. */
  stopped: Set<string>;
  /** Messages that a human wanted sent again, or left, while nobody knew whether they went out. */
  decided: Set<string>;
  /** Attempts of a relative, who said afterwards that it was not sent. */
  notSent: Set<string>;
  /** What has left, by the provider's ledger or a relative's hand, in its order. */
  seen: Set<string>;
  undos: UndoStep[];
  /** What was done, in words, for whoever reads a failure. */
  log: string[];
}

export async function startCampaign(
  provider: TestProvider,
  { csv = LIST, events }: { csv?: string; events?: string[] } = {},
): Promise<Campaign> {
  await provider.quiet({ throughputPerSecond: 5_000 });
  const wedding = await makeWedding();
  const sending = await prepareSending(wedding, { csv, ...(events ? { events } : {}) });
  const relayId = newId();
  must(await addRelay(wedding.ctx, { id: relayId, label: "Mausi", displayNumber: "+919811112222" }));
  const text = must(
    await writeRelayText(wedding.ctx, {
      senderId: relayId,
      name: "By hand",
      language: "en",
      body: "Namaste {{family}}, {{hosts}} invite you to {{functions}}: {{places}}.",
    }),
  );
  return {
    wedding,
    sending,
    provider,
    relay: { senderId: relayId, templateId: text.id },
    stopped: new Set(),
    decided: new Set(),
    notSent: new Set(),
    seen: new Set(),
    undos: [],
    log: [],
  };
}

export const as = ({ wedding }: Campaign, actor: Actor) => contextFor(mintScope(wedding.weddingId, actor));
export const job = (campaign: Campaign, name: string) => as(campaign, { kind: "system", job: name });
export const told = (campaign: Campaign) => as(campaign, { kind: "provider", provider: "meta" });

export async function rowsOf<T>({ wedding }: Campaign, text: string, ...more: unknown[]): Promise<T[]> {
  return (await admin.query(text, [wedding.weddingId, ...more])).rows as T[];
}

export interface Family {
  id: string;
  name: string;
  people: { id: string; name: string; phone: string | null }[];
}
/** Always in one order, so that the same numbers choose the same families. */
export const familiesOf = (campaign: Campaign): Promise<Family[]> =>
  rowsOf(
    campaign,
    `select u.id, u.name, jsonb_agg(jsonb_build_object('id', p.id, 'name', p.name, 'phone', (
        select d.value from person_identifiers d where d.wedding_id = p.wedding_id and d.person_id = p.id and d.kind = 'phone' and d.valid_to is null order by d.position, d.id limit 1
      )) order by p.name) as people
     from guest_units u join people p on p.wedding_id = u.wedding_id and p.unit_id = u.id and p.live
     where u.wedding_id = $1 and u.live group by u.id order by u.name, u.id`,
  );
export const runsOf = (campaign: Campaign): Promise<{ id: string; state: string; senderId: string }[]> =>
  rowsOf(
    campaign,
    `select id, state, sender_id as "senderId" from send_runs where wedding_id = $1 order by created_at, id`,
  );

export const tools = () => ({ correlationId: `law-${newId()}`, deadline: Date.now() + 10_000, attempt: 0 });
const quiet = async ({ provider }: Campaign) => {
  for (let tries = 0; tries < 200; tries++) {
    if ((await provider.control<{ idle: boolean }>("GET", "ledger/summary")).idle) return;
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
};

/** What was written to us, and reported, is read. */
export async function hear(campaign: Campaign): Promise<void> {
  await quiet(campaign);
  await readInbox({}, tools());
}

/** The queue is worked off once, and what the provider reports of it is read. */
export async function send(campaign: Campaign): Promise<void> {
  const { weddingId } = campaign.wedding;
  await dispatch({ weddingId, senderId: campaign.sending.senderId }, tools());
  await hear(campaign);
}

/** The provider's ledger, and what a relative has opened. */
export async function listSent(campaign: Campaign): Promise<Sent[]> {
  const { rows } = await campaign.provider.control<{
    rows: { opaque: string | null; wamid: string; to: string; status: string; seq: number }[];
  }>("GET", "ledger?limit=10000");
  // Twilio has no field of ours to carry along.
  const known = new Map(
    (
      await rowsOf<{ provider: string; id: string }>(
        campaign,
        "select provider_id as provider, id from message_attempts where wedding_id = $1 and provider_id is not null",
      )
    ).map(({ provider, id }) => [provider, id]),
  );
  const byHand = await rowsOf<{ id: string; to: string }>(
    campaign,
    `select a.id, m.destination as to from message_attempts a join messages m on m.wedding_id = a.wedding_id and m.id = a.message_id
     where a.wedding_id = $1 and m.sender_id = '${campaign.relay.senderId}' order by a.started_at, a.id`,
  );
  return [
    ...rows.map((row) => ({
      attempt: row.opaque ?? known.get(row.wamid) ?? "",
      to: row.to,
      failed: row.status === "failed",
    })),
    ...byHand
      .filter(({ id }) => !campaign.notSent.has(id))
      .map(({ id, to }) => ({ attempt: id, to, failed: false })),
  ];
}

export function note<T>(campaign: Campaign, what: string, done: Result<T>): Result<T> {
  campaign.log.push(done.ok ? what : `${what}: refused, ${done.code}`);
  if (!done.ok && done.message.trim() === "") throw new Error(`${what}: refused without words`);
  return done;
}

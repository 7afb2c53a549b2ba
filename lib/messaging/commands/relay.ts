import { sql } from "drizzle-orm";
import { z } from "zod";
import { relayLinks } from "@/db/schema/follow-ups";
import { senders, templates } from "@/db/schema/senders";
import { normalisePhone } from "@/lib/kernel/phone";
import { refuse } from "@/lib/kernel/result";
import { variablesOf } from "@/lib/kernel/template-text";
import { requireConnected } from "@/lib/messaging/queries/dispatch";
import { isAgreedTo } from "@/lib/messaging/queries/reminders";
import { FILL_KINDS } from "@/lib/messaging/rules/parameters";
import { defineCommand } from "@/lib/platform/command";
import { requireWedding } from "@/lib/weddings/queries";

/** What a relative's phone sends costs nothing and belongs to no category of a provider. */
export const PERSONAL = "PERSONAL";

/** A relative who sends from their own phone, by hand, one tap a family. */
export const addRelay = defineCommand({
  name: "messaging.add-relay",
  permission: "wedding.edit",
  input: z.object({
    id: z.uuid(),
    label: z.string().trim().min(2, "Whose phone is it? For example “Mausi”.").max(60),
    displayNumber: z.string().trim().min(1, "Write their number.").max(40),
  }),
  irreversible: "A relative's list is closed by revoking its link.",
  async run({ tx, scope }, { id, label, displayNumber }) {
    const phone = normalisePhone(displayNumber, (await requireWedding(tx, scope)).homeCountry);
    if (!phone.ok)
      return refuse(
        "not_a_number",
        "We cannot read this number. Please compare it; one from another country begins with + and its code.",
      );
    await tx.insert(senders).values({
      id,
      weddingId: scope.weddingId,
      provider: "wa_link",
      label,
      phoneNumberId: `relay:${id}`,
      businessAccountId: `relay:${id}`,
      displayNumber: phone.e164,
      ratePerSecond: 1,
    });
    return {
      result: { id },
      audit: [{ action: "add", entity: "sender", entityId: id, payload: { label } }],
      topics: [],
    };
  },
});

const ALLOWED = new Set<string>(FILL_KINDS);

/** The text a relative sends; its places are named: {{family}}, {{functions}}, {{link}}, … Saving the same name again changes it, as long as no invite uses it. */
export const writeRelayText = defineCommand({
  name: "messaging.write-relay-text",
  permission: "runs.prepare",
  input: z.object({
    senderId: z.uuid(),
    name: z.string().trim().min(2, "Give the text a name.").max(60),
    language: z.string().regex(/^[a-z]{2,3}(_[A-Z]{2})?$/, "Choose a language."),
    body: z.string().trim().min(10, "Write the message.").max(1000, "Use 1000 characters at most."),
  }),
  irreversible: "Write the text again to change it, or save it under another name.",
  async run({ tx, scope }, { senderId, name, language, body }) {
    const sender = await requireConnected(tx, scope, senderId);
    if (sender.provider !== "wa_link")
      return refuse("not_a_relay", "Texts for this number are approved by WhatsApp; submit one instead.");
    const parameters = variablesOf(body);
    const strange = parameters.find((one) => !ALLOWED.has(one));
    if (strange)
      return refuse(
        "unknown_place",
        `{{${strange}}} means nothing here. Places are ${FILL_KINDS.map((kind) => `{{${kind}}}`).join(", ")}.`,
      );
    const { rows: used } = await tx.execute(sql`
      select 1 from templates t
      where t.wedding_id = ${scope.weddingId} and t.sender_id = ${senderId} and t.name = ${name} and t.language = ${language} and t.body <> ${body}
        and (${isAgreedTo(sql`t.wedding_id`, sql`t.id`)}
          or exists (select 1 from send_runs r where r.wedding_id = t.wedding_id and r.template_id = t.id and r.state <> 'draft'))`);
    if (used.length > 0)
      return refuse(
        "in_use",
        "An invite or a reminder uses this text, and its families' chats show it. Save the new one under another name.",
      );
    const row = {
      providerId: `relay:${senderId}`,
      category: PERSONAL,
      status: "APPROVED",
      body,
      parameters,
      buttons: [],
    };
    const [saved] = await tx
      .insert(templates)
      .values({ weddingId: scope.weddingId, senderId, name, language, ...row })
      .onConflictDoUpdate({
        target: [templates.weddingId, templates.senderId, templates.name, templates.language],
        set: { ...row, fills: null, syncedAt: sql`now()` },
      })
      .returning({ id: templates.id });
    return {
      result: { id: saved!.id },
      audit: [
        { action: "write", entity: "template", entityId: saved!.id, payload: { name, language, body } },
      ],
      topics: [],
    };
  },
});

/** A link that opens a relative's list on their phone, until it expires or is taken back. A new one ends the old ones. */
export const openRelayList = defineCommand({
  name: "messaging.open-relay-list",
  permission: "runs.send",
  input: z.object({
    id: z.uuid(),
    senderId: z.uuid(),
    tokenHash: z.string().regex(/^[0-9a-f]{64}$/),
    days: z.int().min(1).max(120),
  }),
  irreversible: "Whoever has the old link needs the new one; the list can be closed at any time.",
  async run({ tx, scope }, { id, senderId, tokenHash, days }) {
    const sender = await requireConnected(tx, scope, senderId);
    if (sender.provider !== "wa_link")
      return refuse("not_a_relay", "Only a relative's phone has a list of its own.");
    await closeAll(tx, scope.weddingId, senderId);
    await tx.insert(relayLinks).values({
      id,
      weddingId: scope.weddingId,
      senderId,
      tokenHash,
      expiresAt: sql`now() + make_interval(days => ${days})`,
    });
    return {
      result: { id },
      audit: [{ action: "open", entity: "relay_link", entityId: id, payload: { senderId, days } }],
      topics: [],
    };
  },
});

export const closeRelayList = defineCommand({
  name: "messaging.close-relay-list",
  permission: "runs.prepare",
  input: z.object({ senderId: z.uuid() }),
  irreversible: "Make a new link; the old one stays closed.",
  async run({ tx, scope }, { senderId }) {
    const closed = await closeAll(tx, scope.weddingId, senderId);
    if (closed === 0) return { unchanged: { closed } };
    return {
      result: { closed },
      audit: [{ action: "close", entity: "relay_link", count: closed, payload: { senderId } }],
      topics: [],
    };
  },
});

async function closeAll(
  tx: Parameters<typeof requireConnected>[0],
  weddingId: string,
  senderId: string,
): Promise<number> {
  const { rowCount } = await tx.execute(sql`
    update relay_links set revoked_at = now() where wedding_id = ${weddingId} and sender_id = ${senderId} and revoked_at is null`);
  return rowCount ?? 0;
}

import { inboundMessages } from "@/db/schema/inbox";
import { newId } from "@/lib/kernel/ids";
import type { Tools } from "@/lib/platform/command";
import type { ArrivedMessage } from "@/lib/rsvp/inputs";
import type { TurnContext } from "@/lib/rsvp/queries/chat";
import type { KnownSender, Meaning } from "@/lib/rsvp/types";

interface Kept {
  sender: KnownSender | null;
  meaning: Meaning | null;
  context: TurnContext | null;
  outcome?: "asked_which" | "unknown_sender" | "opted_out" | "opted_in" | "ignored";
}

/** The message as it came, with what it was read as; what follows from it is derived and may be derived again. Returns our id of it. */
export async function keep(
  { tx, scope }: Tools,
  { inboxId, position, senderId, event }: ArrivedMessage,
  { sender, meaning, context, outcome }: Kept,
): Promise<string> {
  const id = newId();
  const kept = tx.insert(inboundMessages).values({
    id,
    weddingId: scope.weddingId,
    side: sender?.side ?? "all",
    senderId,
    unitId: sender?.unitId ?? null,
    personId: sender?.personId ?? null,
    providerMessageId: event.providerId,
    fromIdentifier: event.from.phone ?? event.from.bsuid,
    kind: event.content.type,
    text: event.content.text,
    payload: event.content.payload,
    providerAt: new Date(event.at),
    outcome: outcome ?? "ignored",
    inboxId,
    position,
    reading: meaning,
    context,
  });
  await kept.prepare("keep-message").execute();
  return id;
}

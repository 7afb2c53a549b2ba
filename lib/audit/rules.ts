import type { Permission } from "@/lib/access/types";
import { canonicalJson, sha256 } from "@/lib/kernel/bytes";

export interface LoggedEntry extends Record<string, unknown> {
  seq: number;
  actor: string;
  action: string;
  entity: string;
  entityId: string | null;
  count: number;
  payloadDigest: string;
  correlationId: string;
  recordedAt: string;
}

/** The hash of a seal: over the previous hash and every covered entry, in order. */
export function sealHash(previous: Uint8Array, entries: readonly LoggedEntry[]): Buffer {
  return sha256(
    Buffer.concat([Buffer.from(previous), ...entries.map((entry) => sha256(canonicalJson(entry)))]),
  );
}

/**
 * Commands that take something back, however much later, each with the right it needs: where somebody has changed it
 * since, they refuse and say so. Others are offered right after the act alone.
 */
export const TAKES_BACK_LATER: Readonly<Record<string, Permission>> = {
  "guests.decide-duplicate": "guests.edit",
  "guests.decide-suggestion": "guests.edit",
  "guests.forget-refusal": "guests.edit",
  "guests.merge-people": "guests.edit",
  "guests.place-people": "guests.edit",
  "guests.put-back": "guests.edit",
  "guests.reopen-suggestion": "guests.edit",
  "guests.restore-identifier": "guests.edit",
  "guests.set-diet": "guests.edit",
  "guests.set-household-edits": "guests.edit",
  "guests.set-person-edits": "guests.edit",
  "guests.set-second-household": "guests.edit",
  "guests.share-identifier": "guests.edit",
  "guests.take-off-again": "guests.edit",
  "guests.unmerge-people": "guests.edit",
  "guests.unshare-identifier": "guests.edit",
  "imports.redo": "guests.import",
  "imports.take-number-back": "guests.edit",
  "imports.undo": "guests.import",
  "invitations.invite-again": "invitations.edit",
  "invitations.keep-places": "invitations.edit",
  "invitations.uninvite": "invitations.edit",
  "rsvp.take-back-answer": "answers.record",
};

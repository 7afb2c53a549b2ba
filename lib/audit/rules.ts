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

import { randomUUID } from "node:crypto";

declare const brand: unique symbol;
export type Brand<T, Name extends string> = T & { readonly [brand]: Name };
export type WeddingId = Brand<string, "WeddingId">;

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
export const isUuid = (text: string): boolean => UUID.test(text);

/** A UUIDv7 (RFC 9562): 48 bits of milliseconds, then 74 random bits. Time-ordered, so never a secret. */
export function newId(nowMs: number = Date.now()): string {
  const ms = nowMs.toString(16).padStart(12, "0");
  // Node keeps a stock of random bytes for randomUUID, so its 74 bits cost a tenth of randomBytes.
  return `${ms.slice(0, 8)}-${ms.slice(8)}-7${randomUUID().slice(15)}`;
}

import { createSecretKey, type KeyObject, randomBytes } from "node:crypto";
import { hmac256, sha256Hex } from "@/lib/kernel/bytes";
import { env } from "./env";

/** 256 bits, base64url. Only `hashToken` of it is ever stored. */
export const newToken = (): string => randomBytes(32).toString("base64url");
export const hashToken = (token: string): string => sha256Hex(token);

/** The keyed hash of an identifier that Do-Not-Message compares with; names nobody without the key. */
export function fingerprint(kind: string, value: string): Buffer {
  return hmac256(fingerprintKey(env().FINGERPRINT_KEY), `${kind === "wa_id" ? "phone" : kind}:${value}`);
}

let lastKey: { text: string; key: KeyObject } | undefined;

/** Making a key of bytes takes five times as long as hashing with it. */
function fingerprintKey(text: string): KeyObject {
  if (lastKey?.text !== text)
    lastKey = { text, key: createSecretKey(Buffer.from(text.split(":")[1]!, "hex")) };
  return lastKey.key;
}

export const fingerprintKeyId = (): string => env().FINGERPRINT_KEY.split(":")[0]!;

/** A household's own token: 128 bits that follow from the key, so that it is stored nowhere and can be made again. */
export const guestToken = (weddingId: string, unitId: string, version: number): string =>
  hmac256(fingerprintKey(env().FINGERPRINT_KEY), `guest-link:${weddingId}:${unitId}:${version}`)
    .subarray(0, 16)
    .toString("base64url");

/** The token of a private card's link, made as a household's is: a new version ends the old links. */
export const cardToken = (cardId: string, version: number): string =>
  hmac256(fingerprintKey(env().FINGERPRINT_KEY), `card-link:${cardId}:${version}`)
    .subarray(0, 16)
    .toString("base64url");

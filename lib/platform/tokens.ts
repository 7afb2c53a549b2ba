import { randomBytes } from "node:crypto";
import { hmac256, sha256Hex } from "@/lib/kernel/bytes";
import { env } from "./env";

/** 256 bits, base64url. Only `hashToken` of it is ever stored. */
export const newToken = (): string => randomBytes(32).toString("base64url");
export const hashToken = (token: string): string => sha256Hex(token);

/** The keyed hash of an identifier that Do-Not-Message compares with; names nobody without the key. */
export function fingerprint(kind: string, value: string): Buffer {
  const [, hex] = env().FINGERPRINT_KEY.split(":") as [string, string];
  return hmac256(Buffer.from(hex, "hex"), `${kind === "wa_id" ? "phone" : kind}:${value}`);
}

export const fingerprintKeyId = (): string => env().FINGERPRINT_KEY.split(":")[0]!;

import { hmac256, sameSecret } from "@/lib/kernel/bytes";
import { env } from "./env";

const UUID_BYTES = 16;
const MAC_BYTES = 16;

const key = (purpose: string, use: string): Buffer =>
  hmac256(Buffer.from(env().FINGERPRINT_KEY.split(":")[1]!, "hex"), `opaque:${use}:${purpose}`);

/** A key stream for one name: each block hashes another number. */
function stream(purpose: string, mac: Buffer, length: number): Buffer {
  const secret = key(purpose, "cover");
  const blocks = Math.ceil(length / 32);
  return Buffer.concat(
    Array.from({ length: blocks }, (_, i) => hmac256(secret, Buffer.concat([mac, Buffer.from([i])]))),
  ).subarray(0, length);
}

const cover = (body: Buffer, mask: Buffer): Buffer => Buffer.from(body.map((byte, i) => byte ^ mask[i]!));

/**
 * Ids as one word for an address: always the same word for the same ids, says nothing of them, cannot be guessed or made
 * by anybody else, and is checked before any database is asked. (A keyed hash of the ids, then the ids covered by it.)
 */
export function coverIds(purpose: string, ids: readonly string[]): string {
  const plain = Buffer.from(ids.join("").replaceAll("-", ""), "hex");
  const mac = hmac256(key(purpose, "name"), plain).subarray(0, MAC_BYTES);
  return Buffer.concat([mac, cover(plain, stream(purpose, mac, plain.length))]).toString("base64url");
}

/** The ids, or null for a word that `coverIds` did not make for this purpose. */
export function uncoverIds(purpose: string, word: string, count: number): string[] | null {
  const bytes = Buffer.from(word, "base64url");
  if (bytes.length !== MAC_BYTES + count * UUID_BYTES || bytes.toString("base64url") !== word) return null;
  const mac = bytes.subarray(0, MAC_BYTES);
  const plain = cover(bytes.subarray(MAC_BYTES), stream(purpose, mac, count * UUID_BYTES));
  if (!sameSecret(mac, hmac256(key(purpose, "name"), plain).subarray(0, MAC_BYTES))) return null;
  return Array.from({ length: count }, (_, i) =>
    plain
      .toString("hex", i * UUID_BYTES, (i + 1) * UUID_BYTES)
      .replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5"),
  );
}

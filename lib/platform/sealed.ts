import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from "node:crypto";
import { env } from "./env";

const NONCE_BYTES = 12;
const TAG_BYTES = 16;
const SHAPE = /^([a-z0-9]+)\.([A-Za-z0-9_-]+)$/i;

/** `id → AES key`, the sealing one first. Derived, so that one secret of the environment never has two uses. */
function keyring(): Map<string, Buffer> {
  const keys = new Map<string, Buffer>();
  for (const keyed of [...env().SEALING_KEYS, env().FINGERPRINT_KEY]) {
    const [id, hex] = keyed.split(":") as [string, string];
    if (!keys.has(id))
      keys.set(id, Buffer.from(hkdfSync("sha256", Buffer.from(hex, "hex"), "", `parinaya sealed ${id}`, 32)));
  }
  return keys;
}

/**
 * Encrypts a secret of somebody else's (a refresh token) for storage: `<key id>.<base64url of nonce, text, tag>`,
 * AES-256-GCM. `context` says where it is stored, e.g. `contact_accounts:<id>`; it opens with the same context alone,
 * so that a value copied into another row is worth nothing.
 */
export function seal(secret: string, context: string): string {
  const [id, key] = keyring().entries().next().value!;
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv("aes-256-gcm", key, nonce).setAAD(Buffer.from(context));
  const text = Buffer.concat([cipher.update(secret, "utf8"), cipher.final()]);
  return `${id}.${Buffer.concat([nonce, text, cipher.getAuthTag()]).toString("base64url")}`;
}

/** The secret, or null where its key is gone, its context differs or a byte was changed: then it must be asked for again. */
export function unseal(sealed: string, context: string): string | null {
  const [, id, body] = SHAPE.exec(sealed) ?? [];
  const key = keyring().get(id ?? "");
  const bytes = Buffer.from(body ?? "", "base64url");
  if (!key || bytes.length < NONCE_BYTES + TAG_BYTES) return null;
  const nonce = bytes.subarray(0, NONCE_BYTES);
  const decipher = createDecipheriv("aes-256-gcm", key, nonce, { authTagLength: TAG_BYTES })
    .setAAD(Buffer.from(context))
    .setAuthTag(bytes.subarray(-TAG_BYTES));
  try {
    return Buffer.concat([
      decipher.update(bytes.subarray(NONCE_BYTES, -TAG_BYTES)),
      decipher.final(),
    ]).toString("utf8");
  } catch {
    return null;
  }
}

/** Whether a newer key than the stored value's is at hand, so that it should be sealed again when next used. */
export const sealedByOldKey = (sealed: string): boolean =>
  keyring().keys().next().value !== sealed.slice(0, sealed.indexOf("."));

import { createHmac, hash, type KeyObject, timingSafeEqual } from "node:crypto";

export const sha256 = (data: string | Uint8Array): Buffer => hash("sha256", data, "buffer");
export const sha256Hex = (data: string | Uint8Array): string => hash("sha256", data, "hex");
export const hmac256 = (key: string | Uint8Array | KeyObject, data: string | Uint8Array): Buffer =>
  createHmac("sha256", key).update(data).digest();

/** Compares two secrets in constant time, whatever their lengths. */
export function sameSecret(given: string | Uint8Array, expected: string | Uint8Array): boolean {
  return timingSafeEqual(sha256(given), sha256(expected));
}

/** JSON with sorted keys, so that equal values have equal bytes. */
export function canonicalJson(value: unknown): string {
  if (value === null || typeof value !== "object") return JSON.stringify(value) ?? "null";
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(",")}]`;
  if ("toJSON" in value) return JSON.stringify(value);
  let fields = "";
  for (const name of Object.keys(value).sort()) {
    const inner = (value as Record<string, unknown>)[name];
    if (inner !== undefined) fields += `${fields ? "," : ""}${JSON.stringify(name)}:${canonicalJson(inner)}`;
  }
  return `{${fields}}`;
}

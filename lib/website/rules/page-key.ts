import type { KeyObject } from "node:crypto";
import { hmac256, sameSecret, sha256Hex } from "@/lib/kernel/bytes";
import { type GuestLanguage, isGuestLanguage } from "@/lib/kernel/languages";

/** Which cached page is meant. Nothing in it is of a household: all who see the same functions share it. */
export interface PageName {
  kind: "public" | "household";
  audienceId: string;
  /** Another one as soon as anything on the page changes. */
  stamp: string;
  language: GuestLanguage;
}

/**
 * The stamp of a page in one language: the one all languages share, and that of the functions' words in this one, so that
 * a word moves the pages it is read on and no others.
 */
export const stampIn = (stamp: string, words: string | undefined): string =>
  words ? sha256Hex(`${stamp}|${words}`).slice(0, stamp.length) : stamp;

const SHAPE = /^(p|h)([a-z]{2})([0-9a-f]{32})([0-9a-f]{24})([0-9a-f]{32})$/;
const SEAL_LENGTH = 32;

const sealOf = (body: string, secret: KeyObject): string =>
  hmac256(secret, `site-page:${body}`).toString("hex").slice(0, SEAL_LENGTH);

/** The page's key in the cache: signed, so that nobody can ask for a page that was never looked up. */
export function writePageKey({ kind, audienceId, stamp, language }: PageName, secret: KeyObject): string {
  const body = `${kind === "public" ? "p" : "h"}${language}${audienceId.replaceAll("-", "")}${stamp}`;
  return body + sealOf(body, secret);
}

/** What a key means; null for one that we did not write. */
export function readPageKey(key: string, secret: KeyObject): PageName | null {
  const [, letter, language, audience, stamp, seal] = SHAPE.exec(key) ?? [];
  if (!letter || !language || !audience || !stamp || !seal || !isGuestLanguage(language)) return null;
  if (!sameSecret(seal, sealOf(key.slice(0, -SEAL_LENGTH), secret))) return null;
  return {
    kind: letter === "p" ? "public" : "household",
    audienceId: audience.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5"),
    stamp,
    language,
  };
}

import { createHmac } from "node:crypto";
import { parse, stringify } from "node:querystring";
import { sameSecret, sha256Hex } from "@/lib/kernel/bytes";

/** A form as it came: repeated names stay, in their order. */
export type FormPairs = readonly (readonly [name: string, value: string])[];

export const formPairs = (body: Uint8Array): FormPairs => [
  ...new URLSearchParams(new TextDecoder().decode(body)),
];

/** What Twilio signs: the address, then every parameter by its name; of a repeated name each value once, sorted. */
function signedText(url: string, form: FormPairs): string {
  const values = new Map<string, Set<string>>();
  for (const [name, value] of form) values.set(name, (values.get(name) ?? new Set()).add(value));
  return [...values.keys()]
    .sort()
    .reduce(
      (text, name) => text + [...values.get(name)!].sort().reduce((all, one) => all + name + one, ""),
      url,
    );
}

/** The signature of an address and a form under one token. */
export const twilioSignature = (token: string, url: string, form: FormPairs): string =>
  createHmac("sha1", token).update(signedText(url, form)).digest("base64");

/** An address in parts, without the changes that `new URL` makes to them. */
function partsOf(url: string) {
  const match = /^([a-z][a-z0-9+.-]*:\/\/)([^/?#]*)(.*)$/is.exec(url);
  if (!match) return null;
  const [, scheme = "", authority = "", rest = ""] = match;
  const host = authority.slice(authority.lastIndexOf("@") + 1);
  // A colon only starts the port after the closing bracket of an IPv6 address.
  const colon = host.indexOf(":", host.lastIndexOf("]") + 1);
  const user = authority.slice(0, authority.lastIndexOf("@") + 1);
  return {
    scheme,
    user,
    host: colon < 0 ? host : host.slice(0, colon),
    port: colon < 0 ? "" : host.slice(colon),
    rest,
  };
}

/** With and without the port: some of Twilio's systems sign the one, some the other. */
function bothPorts(url: string): string[] {
  const parts = partsOf(url);
  if (!parts) return [url];
  const { scheme, user, host, port, rest } = parts;
  const usual = scheme.toLowerCase() === "https://" ? ":443" : ":80";
  return [scheme + user + host + rest, scheme + user + host + (port || usual) + rest];
}

/** The query as Node's old encoder writes it, which some of Twilio's systems sign. */
function legacyQuery(url: string): string {
  const start = url.indexOf("?");
  return start < 0 || start === url.length - 1
    ? url
    : `${url.slice(0, start)}?${stringify(parse(url.slice(start + 1)))}`;
}

/** Every spelling of one address that Twilio may have signed. */
function spellingsOf(url: string): string[] {
  const plain = URL.canParse(url) ? bothPorts(new URL(url).toString()) : [];
  return [...new Set([...bothPorts(url), ...plain, ...plain.map(legacyQuery)])];
}

export interface SignedRequest {
  /** The public address as Twilio was given it, with its query. */
  url: string;
  signature: string | null;
  contentType: string | null;
  body: Uint8Array;
}

/**
 * Checks `X-Twilio-Signature` against each token that is valid during a rotation. A JSON body is not signed itself: the
 * signed address carries its hash.
 */
export function verifySignature(request: SignedRequest, tokens: readonly string[]): boolean {
  const { url, signature, contentType, body } = request;
  if (!signature) return false;
  const isForm = /^application\/x-www-form-urlencoded\b/i.test(contentType ?? "");
  if (!isForm) {
    const hash = URL.canParse(url) ? new URL(url).searchParams.get("bodySHA256") : null;
    if (!hash || !sameSecret(hash.toLowerCase(), sha256Hex(body))) return false;
  }
  const form = isForm ? formPairs(body) : [];
  const expected = tokens.flatMap((token) =>
    spellingsOf(url).map((one) => twilioSignature(token, one, form)),
  );
  return expected.filter((one) => sameSecret(signature, one)).length > 0;
}

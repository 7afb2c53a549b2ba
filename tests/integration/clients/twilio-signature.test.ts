import fc from "fast-check";
import twilio from "twilio";
import { expect, it } from "vitest";
import { twilioSignature, verifySignature } from "@/lib/adapters/twilio/signature";
import { sha256Hex } from "@/lib/kernel/bytes";

/** `getExpectedTwilioSignature` is not among the client's typed exports at the top; it lies beside its callers. */
const { getExpectedTwilioSignature, validateRequest } = await import("twilio/lib/webhooks/webhooks.js");
const TOKEN = "0123456789abcdef0123456789abcdef";
const FORM = "application/x-www-form-urlencoded; charset=UTF-8";

const name = fc.oneof(fc.constantFrom("MessageSid", "To", "From", "Body", "a", "A", "10", "9"), fc.string());
const value = fc.oneof(fc.string(), fc.string({ unit: "grapheme" }), fc.constantFrom("नमस्ते", "a+b c", "'"));
const pairs = fc.array(
  fc.tuple(
    name.filter((one) => one !== "__proto__"),
    value,
  ),
  { maxLength: 12 },
);
const queryPart = fc.constantFrom(
  "attempt=01a1",
  "a=b%20c",
  "a=b+c",
  "a='x'",
  "a=%27",
  "q=%E0%A4%A8",
  "x",
  "a=1&a=2",
  "e=",
);
const query = fc
  .array(queryPart, { maxLength: 3 })
  .map((parts) => (parts.length ? `?${parts.join("&")}` : ""));
const address = fc
  .tuple(
    fc.constantFrom(
      "https://app.example.test",
      "http://app.example.test",
      "https://app.example.test:8443",
      "http://[::1]",
    ),
    fc.constantFrom("/api/webhooks/twilio", "/a'b", "/"),
    query,
  )
  .map((parts) => parts.join(""));

/** As an Express app holds a form: a repeated name has a list. */
const asParams = (form: [string, string][]) => {
  const params: Record<string, string | string[]> = {};
  for (const [key, one] of form) {
    const known = Object.hasOwn(params, key) ? params[key] : undefined;
    params[key] = known === undefined ? one : [...(Array.isArray(known) ? known : [known]), one];
  }
  return params;
};
const signedForm = (url: string, signature: string, form: [string, string][]) => ({
  url,
  signature,
  contentType: FORM,
  body: Buffer.from(new URLSearchParams(form).toString()),
});
/** What a form of the wire can hold: a lone surrogate becomes U+FFFD on the way. */
const sent = (form: [string, string][]) => [...new URLSearchParams(new URLSearchParams(form).toString())];

it("accepts what Twilio's client signs, whatever the parameters, and makes the same", () => {
  fc.assert(
    fc.property(address, pairs, (url, given) => {
      const form = sent(given);
      const signature = getExpectedTwilioSignature(TOKEN, url, asParams(form));
      expect(twilioSignature(TOKEN, url, form)).toBe(signature);
      expect(verifySignature(signedForm(url, signature, form), [TOKEN])).toBe(true);
      expect(verifySignature(signedForm(url, signature, form), ["f".repeat(32)])).toBe(false);
    }),
    { numRuns: 500 },
  );
});

it("agrees with Twilio's client about every spelling of one address", () => {
  const origin = fc.constantFrom(
    "https://app.example.test",
    "https://app.example.test:443",
    "https://app.example.test:80",
    "http://app.example.test",
  );
  const legacy = (text: string) => text.replaceAll("'", "%27").replaceAll("+", "%20");
  let accepted = 0;
  fc.assert(
    fc.property(fc.tuple(origin, origin), query, fc.boolean(), pairs, ([here, there], text, old, given) => {
      const url = `${here}/hook${text}`;
      const form = sent(given);
      const spelt = `${there}/hook${old ? legacy(text) : text}`;
      const signature = getExpectedTwilioSignature(TOKEN, spelt, asParams(form));
      const theirs = validateRequest(TOKEN, signature, url, asParams(form));
      if (theirs) accepted++;
      expect(verifySignature(signedForm(url, signature, form), [TOKEN])).toBe(theirs);
    }),
    { numRuns: 1_000 },
  );
  expect(accepted).toBeGreaterThan(200);
});

it("takes a JSON body by its hash in the signed address", () => {
  const body = Buffer.from('{"a":"é"}');
  const url = `https://app.example.test/hook?attempt=1&bodySHA256=${sha256Hex(body)}`;
  const signature = getExpectedTwilioSignature(TOKEN, url, {});
  const request = { url, signature, contentType: "application/json", body };
  expect(twilio.validateRequestWithBody(TOKEN, signature, url, body.toString())).toBe(true);
  expect(verifySignature(request, [TOKEN])).toBe(true);
  expect(verifySignature({ ...request, body: Buffer.from('{"a":"e"}') }, [TOKEN])).toBe(false);
  expect(verifySignature({ ...request, url: url.replace(/&bodySHA256=.*/, "") }, [TOKEN])).toBe(false);
});

it("refuses what is not signed", () => {
  expect(verifySignature(signedForm("https://a.test/", "", []), [TOKEN])).toBe(false);
  expect(verifySignature({ ...signedForm("https://a.test/", "", []), signature: null }, [TOKEN])).toBe(false);
  expect(verifySignature(signedForm("https://a.test/", "x", []), [])).toBe(false);
});

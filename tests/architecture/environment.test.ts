import { describe, expect, it } from "vitest";
import { parseEnv } from "@/lib/platform/env";
import { redact, redactText } from "@/lib/platform/redact";
import { TEST_ENV } from "@/tests/support/test-env";

const hosted = {
  ...TEST_ENV,
  NODE_ENV: "production",
  PARINAYA_EMBEDDED: "0",
  MAIL_SERVER: "smtp://u:p@mail.test:587",
  OBJECT_STORE: "s3",
  S3_BUCKET: "b",
  S3_ACCESS_KEY_ID: "k",
  S3_SECRET_ACCESS_KEY: "s",
};

describe("the environment", () => {
  it("is accepted when complete", () => expect(parseEnv(hosted).NODE_ENV).toBe("production"));
  it.each([
    "APP_URL",
    "DATABASE_APP_URL",
    "AUTH_SECRET",
    "CRON_SECRET",
    "FINGERPRINT_KEY",
    "META_ACCESS_TOKEN",
    "META_APP_SECRETS",
    "META_VERIFY_TOKEN",
    "MAIL_SERVER",
    "S3_BUCKET",
  ])("refuses to start without %s, and names it", (name) => {
    const { [name as keyof typeof hosted]: _, ...rest } = hosted;
    expect(() => parseEnv(rest)).toThrow(name);
  });
  it("takes Twilio whole or not at all, and sends its password over https alone", () => {
    expect(() => parseEnv({ ...hosted, TWILIO_AUTH_TOKENS: "" })).toThrow("TWILIO_AUTH_TOKENS");
    expect(() => parseEnv({ ...hosted, TWILIO_ACCOUNT_SID: "" })).toThrow("TWILIO_ACCOUNT_SID");
    expect(() => parseEnv({ ...hosted, TWILIO_ACCOUNT_SID: "", TWILIO_AUTH_TOKENS: "" })).not.toThrow();
    expect(() => parseEnv({ ...hosted, TWILIO_API_URL: "http://a.test" })).toThrow("TWILIO_API_URL");
  });
  it("refuses a disk store where instances come and go", () =>
    expect(() => parseEnv({ ...hosted, OBJECT_STORE: "disk" })).toThrow("OBJECT_STORE"));
  it("never prints a value it refuses", () => {
    expect(() => parseEnv({ ...hosted, AUTH_SECRET: "short-secret" })).toThrow(/AUTH_SECRET must have/);
    expect(() => parseEnv({ ...hosted, AUTH_SECRET: "short-secret" })).not.toThrow("short-secret");
  });
});

describe("redaction", () => {
  it.each([
    ["call +91 98765 43210 now", "98765"],
    ["to 919876543210", "919876543210"],
    ["mail asha@example.com", "asha@"],
    ["/api/exports/AbCdEfGhIjKlMnOpQrStUvWxYz0123456789-_abcd", "AbCdEf"],
    ["?token=secretsecret&x=1", "secretsecret"],
    ["id wamid.HBgMOTE5ODc2NTQzMjEw", "HBgM"],
  ])("hides what is personal in %j", (text, secret) => expect(redactText(text)).not.toContain(secret));
  it("keeps ids, counts and times", () => {
    const text = "job 01a1fbd1-7bc0-7ceb-9065-41c88213bdbf took 1234 ms at 2026-11-21T02:00:00Z";
    expect(redactText(text)).toBe(text);
  });
  it("keeps nothing of a statement's parameters in an error", () => {
    const error = new Error("Failed query: insert into people\nparams: Asha Mehta,12 MG Road", {
      cause: new Error("duplicate key"),
    });
    expect(JSON.stringify(redact({ err: error }))).not.toMatch(/Asha|MG Road/);
    expect(JSON.stringify(redact({ err: error }))).toContain("duplicate key");
  });
  it("drops what lies under telling names, however deep", () => {
    expect(
      JSON.stringify(redact({ a: { phone: "+919876543210", list: [{ authorization: "Bearer x" }] } })),
    ).not.toMatch(/98765|Bearer/);
  });
});

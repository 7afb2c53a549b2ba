import { afterEach, describe, expect, it } from "vitest";
import { env, parseEnv } from "@/lib/platform/env";
import { redact } from "@/lib/platform/redact";
import { seal, sealedByOldKey, unseal } from "@/lib/platform/sealed";

const SECRET = "1//0gXyZ-refresh_token-AbCdEfGhIjKlMnOpQrStUvWxYz0123456789";
const CONTEXT = "contact_accounts:0198";
const NEWER = `k2:${"cd".repeat(32)}`;

afterEach(() => {
  env().SEALING_KEYS = [];
});

describe("sealing", () => {
  it("opens what it sealed, and no two seals are alike", () => {
    const [one, two] = [seal(SECRET, CONTEXT), seal(SECRET, CONTEXT)];
    expect([unseal(one, CONTEXT), unseal(two, CONTEXT)]).toEqual([SECRET, SECRET]);
    expect(one).not.toBe(two);
    expect(one).toMatch(/^k1\.[\w-]+$/);
    expect(Buffer.from(one.slice(3), "base64url").includes("refresh_token")).toBe(false);
    expect(unseal(seal("", CONTEXT), CONTEXT)).toBe("");
  });

  it("does not open in another place, nor after any byte was changed, nor anything that is no seal", () => {
    const sealed = seal(SECRET, CONTEXT);
    expect(unseal(sealed, "contact_accounts:0199")).toBeNull();
    const bytes = Buffer.from(sealed.slice(3), "base64url");
    for (let i = 0; i < bytes.length; i++) {
      const changed = Buffer.from(bytes);
      changed[i]! ^= 1;
      expect(unseal(`k1.${changed.toString("base64url")}`, CONTEXT)).toBeNull();
    }
    for (const junk of ["", "k1", "k1.", "k1.AAAA", "k9.AAAA", SECRET, sealed.slice(0, -8)])
      expect(unseal(junk, CONTEXT)).toBeNull();
  });

  it("keeps old values open while keys rotate, seals with the newest, and says which are old", () => {
    const old = seal(SECRET, CONTEXT);
    expect(sealedByOldKey(old)).toBe(false);
    env().SEALING_KEYS = [NEWER];
    expect(unseal(old, CONTEXT)).toBe(SECRET);
    const fresh = seal(SECRET, CONTEXT);
    expect([fresh.startsWith("k2."), sealedByOldKey(old), sealedByOldKey(fresh)]).toEqual([
      true,
      true,
      false,
    ]);
    env().SEALING_KEYS = [];
    expect(unseal(fresh, CONTEXT)).toBeNull();
  });

  it("refuses an environment with a key of another form", () => {
    const known = Object.fromEntries(
      Object.entries(env()).map(([name, value]) => [name, String(value ?? "")]),
    );
    expect(parseEnv({ ...known, SEALING_KEYS: `${NEWER}, k1:${"ab".repeat(32)}` }).SEALING_KEYS).toHaveLength(
      2,
    );
    expect(() => parseEnv({ ...known, SEALING_KEYS: `${NEWER},k3:short` })).toThrow("SEALING_KEYS");
  });

  it("has nothing of a token in a log, whatever it is called", () => {
    const access = `ya29.${"a0AfB_byC".repeat(8)}`;
    const record = redact({
      refreshToken: SECRET,
      accessToken: access,
      body: `refresh_token=${SECRET}&code=4/0AX4XfWh9cZ`,
      error: new Error(`Bearer ${access}`),
      note: seal(SECRET, CONTEXT),
    });
    expect(JSON.stringify(record)).not.toMatch(/0gXyZ|a0AfB_byC|0AX4XfWh9cZ|AbCdEf/);
  });
});

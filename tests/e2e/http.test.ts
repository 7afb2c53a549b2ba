import { createHmac, randomBytes } from "node:crypto";
import { readFileSync } from "node:fs";
import { beforeAll, describe, expect, inject, it } from "vitest";
import { CONSOLE_COMMANDS } from "@/app/api/weddings/[wedding]/commands/console-commands";
import { MATRIX } from "@/lib/access/policy";
import { newId } from "@/lib/kernel/ids";
import { api, command, type Session, signIn, simulator, untilHeard, url } from "./support/client";

const ROLES = ["owner", "admin", "side_admin", "viewer"] as const;
const sessions = {} as Record<(typeof ROLES)[number], Session>;
let wedding = "";

beforeAll(async () => {
  for (const role of ROLES) sessions[role] = await signIn(role);
  wedding = sessions.owner.weddingId;
});

const problem = async (answer: Response) => ({
  status: answer.status,
  ...((await answer.json()) as { code: string; title: string }),
});

describe("who may not, is refused at the door", () => {
  const READS = ["dashboard", "accounting", "senders", "exports"];
  it.each(READS)("a stranger reads nothing of %s", async (path) =>
    expect((await api(null, "GET", `${wedding}/${path}`)).status).toBe(401),
  );
  it.each(READS)("another wedding's id in the address of %s looks like no wedding at all", async (path) => {
    const [foreign, nonsense] = [
      await problem(await api(sessions.owner, "GET", `${newId()}/${path}`)),
      await problem(await api(sessions.owner, "GET", `x/${path}`)),
    ];
    expect(foreign).toMatchObject({ status: 404, code: "not_found" });
    expect(nonsense).toEqual(foreign);
  });
  it("every command is refused to every role that may not, over HTTP", async () => {
    let refused = 0;
    for (const [name, { definition }] of CONSOLE_COMMANDS) {
      expect((await command(null, wedding, name, {})).status, name).toBe(401);
      expect((await command(sessions.owner, newId(), name, {})).status, name).toBe(404);
      for (const role of ROLES) {
        const status = (await command(sessions[role], wedding, name, {})).status;
        if (MATRIX[definition.permission].includes(role)) expect(status, `${name} as ${role}`).toBe(422);
        else {
          expect(status, `${name} as ${role}`).toBe(403);
          refused++;
        }
      }
    }
    expect(refused).toBeGreaterThan(30);
  });
  it("a viewer uploads nothing and gets no rehearsal, export list or sender list", async () => {
    expect((await api(sessions.viewer, "POST", `${wedding}/imports?name=x.csv`, "Name\nA\n")).status).toBe(
      403,
    );
    for (const rows of ["refused", "noticed"])
      expect((await api(sessions.viewer, "GET", `${wedding}/imports/${newId()}/${rows}`)).status).toBe(403);
    expect((await api(sessions.viewer, "POST", `${wedding}/photos?name=x.jpg`, "x")).status).toBe(403);
    expect((await api(sessions.viewer, "GET", `${wedding}/runs/${newId()}/rehearsal`)).status).toBe(403);
    expect((await api(sessions.viewer, "GET", `${wedding}/exports`)).status).toBe(403);
    expect((await api(sessions.viewer, "GET", `${wedding}/senders`)).status).toBe(403);
  });
  it("jobs of the system are no commands of the console", async () => {
    for (const name of ["messaging.claim", "reports.refresh", "audit.seal", "rsvp.apply-message", "nonsense"])
      expect((await command(sessions.owner, wedding, name, {})).status).toBe(404);
  });
  it("a write from another site is refused, cookie or not", async () => {
    expect(
      (
        await api(sessions.owner, "POST", `${wedding}/commands/events.create`, "{}", {
          origin: "https://evil.example",
        })
      ).status,
    ).toBe(403);
  });
  it("the drain and the metrics want their secret", async () => {
    for (const path of ["/api/jobs/drain", "/api/metrics"]) {
      expect((await fetch(url(path))).status).toBe(401);
      expect((await fetch(url(path), { headers: { authorization: "Bearer wrong" } })).status).toBe(401);
      expect(
        (await fetch(url(path), { headers: { authorization: `Bearer ${inject("stackEnv").CRON_SECRET}` } }))
          .ok,
      ).toBe(true);
    }
  });
  it("a made-up session cookie signs nobody in", async () => {
    const forged = {
      cookie: `next-auth.session-token=${randomBytes(32).toString("base64url")}`,
      weddingId: wedding,
    };
    expect((await api(forged, "GET", `${wedding}/dashboard`)).status).toBe(401);
  });
});

describe("bad input gets a clear answer, never a 5xx", () => {
  const post = (body: BodyInit, headers: Record<string, string> = {}) =>
    fetch(url("/api/webhooks/meta"), { method: "POST", body, headers });
  const sign = (body: string | Buffer) => ({
    "x-hub-signature-256": `sha256=${createHmac("sha256", inject("stackEnv").META_APP_SECRETS!).update(body).digest("hex")}`,
  });

  it.each([
    ["no signature", {}],
    ["a wrong signature", { "x-hub-signature-256": `sha256=${"0".repeat(64)}` }],
    ["an old-style signature", { "x-hub-signature": "sha1=abc" }],
    ["nonsense for a signature", { "x-hub-signature-256": "sha256=xyz" }],
  ])("a webhook with %s", async (_name, headers) =>
    expect((await post('{"entry":[]}', headers)).status).toBe(401),
  );
  it("a webhook of four megabytes", async () => {
    const body = Buffer.alloc(4 * 1024 * 1024, 32);
    const told = await untilHeard(() => post(body, { ...sign(body), connection: "close" }));
    expect(told.status).toBe(413);
  });
  it("a signed webhook that is not JSON is kept, and acknowledged", async () =>
    expect((await post("not json", sign("not json"))).status).toBe(200));
  it("a forged webhook writes nothing", async () => {
    const before = await simulator<{ status: number }>("POST", "webhook/raw", {
      body: '{"object":"x"}',
      signWith: "wrong-secret",
    });
    expect(before.status).toBe(401);
  });
  it("the handshake answers its challenge, and only with our token", async () => {
    const token = inject("stackEnv").META_VERIFY_TOKEN!;
    const right = await fetch(
      url(`/api/webhooks/meta?hub.mode=subscribe&hub.challenge=42&hub.verify_token=${token}`),
    );
    expect([right.status, await right.text()]).toEqual([200, "42"]);
    expect(
      (await fetch(url("/api/webhooks/meta?hub.mode=subscribe&hub.challenge=42&hub.verify_token=no"))).status,
    ).toBe(403);
  });
  it("a file over the limit, announced or not", async () => {
    const big = Buffer.alloc(6 * 1024 * 1024, "a,b\n");
    expect(
      await problem(
        await untilHeard(() =>
          api(sessions.owner, "POST", `${wedding}/imports?name=big.csv`, big, { connection: "close" }),
        ),
      ),
    ).toMatchObject({ status: 413, title: expect.stringContaining("5 MB") });
    const streamed = await untilHeard(() =>
      fetch(url(`/api/weddings/${wedding}/imports?name=big.csv`), {
        method: "POST",
        headers: { cookie: sessions.owner.cookie, connection: "close" },
        body: new Blob([big]).stream(),
        duplex: "half",
      } as RequestInit),
    );
    expect(streamed.status).toBe(413);
  });
  it("an empty file", async () =>
    expect((await api(sessions.owner, "POST", `${wedding}/imports?name=empty.csv`, "")).status).toBe(422));
  it("a workbook renamed to .csv is refused in words", async () => {
    const started = await api(
      sessions.owner,
      "POST",
      `${wedding}/imports?name=guests.csv`,
      readFileSync("tests/fixtures/csv/not-a-csv.csv"),
    );
    const { batchId } = (await started.json()) as { batchId: string };
    let batch = { state: "reading", failure: "" };
    for (let i = 0; i < 100 && batch.state === "reading"; i++) {
      batch = (await (
        await api(sessions.owner, "GET", `${wedding}/imports/${batchId}`)
      ).json()) as typeof batch;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    expect(batch).toMatchObject({ state: "failed", failure: expect.stringContaining("Excel workbook") });
  });
  it.each([
    ["no JSON", "{", "invalid_input"],
    ["a list", "[]", "invalid_input"],
    ["wrong types", '{"id":1,"name":[],"visibility":"x","zone":"Mars/Olympus"}', "invalid_input"],
  ])("a command with %s", async (_name, body, code) => {
    expect(
      await problem(
        await api(sessions.owner, "POST", `${wedding}/commands/events.create`, body, {
          "content-type": "application/json",
        }),
      ),
    ).toMatchObject({ status: 422, code });
  });
  it("ids that are none, in every place of an address", async () => {
    for (const path of [
      `${wedding}/imports/x`,
      `${wedding}/imports/${newId()}`,
      `${wedding}/runs/x/rehearsal`,
      `${wedding}/runs/${newId()}/rehearsal`,
      `${wedding}/imports/x/refused`,
      `${wedding}/imports/${newId()}/refused`,
      `${wedding}/imports/${newId()}/noticed`,
    ]) {
      expect((await api(sessions.owner, "GET", path)).status, path).toBe(404);
    }
    for (const token of ["x", "%00", "a".repeat(5_000), "..%2f..%2fetc%2fpasswd"])
      expect([400, 404, 414, 431]).toContain((await fetch(url(`/api/exports/${token}`))).status);
  });
});

describe("what every answer carries", () => {
  it.each(["/", "/sign-in", "/demo", "/nowhere", "/api/health", "/api/exports/x", "/icon.svg"])(
    "security headers on %s",
    async (path) => {
      const { headers } = await fetch(url(path), { redirect: "manual" });
      expect(headers.get("x-content-type-options")).toBe("nosniff");
      expect(headers.get("x-frame-options")).toBe("DENY");
      expect(headers.get("referrer-policy")).toBeTruthy();
      expect(headers.get("strict-transport-security")).toBeTruthy();
      expect(headers.get("x-powered-by")).toBeNull();
    },
  );
  it("a policy with a fresh nonce on every page", async () => {
    const [one, two] = await Promise.all([fetch(url("/sign-in")), fetch(url("/sign-in"))]);
    expect(one.headers.get("content-security-policy")).toMatch(
      /script-src 'self' 'nonce-[^']+' 'strict-dynamic'/,
    );
    expect(one.headers.get("content-security-policy")).not.toBe(two.headers.get("content-security-policy"));
  });
  it("a correlation id, and no cache for what is one person's", async () => {
    const answer = await api(sessions.owner, "GET", `${wedding}/dashboard`);
    expect(answer.headers.get("x-request-id")).toBeTruthy();
    expect(answer.headers.get("cache-control")).toContain("private");
    const again = await api(sessions.owner, "GET", `${wedding}/senders`);
    expect(again.headers.get("cache-control")).toContain("private");
  });
  it("an ETag that makes an unchanged dashboard cost nothing", async () => {
    const ask = (headers?: Record<string, string>) =>
      api(sessions.owner, "GET", `${wedding}/dashboard`, undefined, headers);
    const askAgain = async () => {
      const first = await ask();
      return (await ask({ "if-none-match": first.headers.get("etag")! })).status;
    };
    // A number that is still being counted may change between the two.
    await expect.poll(askAgain).toBe(304);
  });
  it("as many of those who answered last as are asked for, within reason", async () => {
    const ask = (recent: string) => api(sessions.owner, "GET", `${wedding}/dashboard?recent=${recent}`);
    const { recent } = (await (await ask("1")).json()) as { recent: unknown[] };
    expect(recent.length).toBeLessThanOrEqual(1);
    expect((await ask("500")).status).toBe(200);
    for (const nonsense of ["0", "501", "1.5", "all", ""])
      expect(await problem(await ask(nonsense)), nonsense).toMatchObject({
        status: 422,
        title: expect.stringContaining("1 to 500"),
      });
  });
  it("health says live and ready", async () => {
    expect(await (await fetch(url("/api/health"))).json()).toMatchObject({ live: true, ready: true });
  });
});

import { beforeEach, expect, it } from "vitest";
import { POST } from "@/app/api/webhooks/twilio/route";
import { statusAddress } from "@/lib/adapters/twilio/addresses";
import { twilioSignature } from "@/lib/adapters/twilio/signature";
import { env } from "@/lib/platform/env";
import { admin } from "@/tests/support/database";

const [TOKEN] = env().TWILIO_AUTH_TOKENS!.split(",") as [string];
const form: [string, string][] = [
  ["MessageSid", "SM1"],
  ["MessageStatus", "sent"],
  ["From", "whatsapp:+911234567891"],
];

beforeEach(async () => {
  env().TWILIO_AUTH_TOKENS = TOKEN;
  await admin.query("delete from webhook_inbox");
});

/** The call as it reaches this process: host and scheme are the proxy's, path and query are Twilio's. */
function post(address: string, body: string, signature: string | null): Promise<Response> {
  const { pathname, search } = new URL(address);
  const request = new Request(`http://10.0.0.7:3000${pathname}${search}`, {
    method: "POST",
    headers: {
      "content-type": "application/x-www-form-urlencoded; charset=UTF-8",
      ...(signature === null ? {} : { "x-twilio-signature": signature }),
    },
    body,
  });
  return POST(request, { params: Promise.resolve({}) });
}
const body = new URLSearchParams(form).toString();
const [address] = statusAddress("01a1fbd1-7bc0-7ceb-9065-41c88213bdbf").split("#") as [string];
const stored = async () =>
  (await admin.query<{ provider: string; body: Buffer }>("select provider, body from webhook_inbox")).rows;

it("stores what is signed once, with its query, and answers TwiML that says nothing", async () => {
  const signature = twilioSignature(TOKEN, address, form);
  for (let i = 0; i < 2; i++) {
    const answer = await post(address, body, signature);
    expect([answer.status, answer.headers.get("content-type")]).toEqual([200, "text/xml"]);
    expect(await answer.text()).toBe("<Response/>");
  }
  const rows = await stored();
  expect(rows.map((row) => [row.provider, row.body.toString()])).toEqual([
    ["twilio", `?attempt=01a1fbd1-7bc0-7ceb-9065-41c88213bdbf\n${body}`],
  ]);
});

it.each([
  ["no signature", address, body, null],
  ["a signature of another token", address, body, twilioSignature("another-token-000001", address, form)],
  ["a changed form", address, `${body}&ErrorCode=1`, twilioSignature(TOKEN, address, form)],
  ["another attempt's query", address.replace("01a1", "01a2"), body, twilioSignature(TOKEN, address, form)],
])("stores nothing with %s", async (_name, url, sent, signature) => {
  expect((await post(url, sent, signature)).status).toBe(401);
  expect(await stored()).toEqual([]);
});

it("takes each token of a rotation, and none where Twilio is not set up", async () => {
  env().TWILIO_AUTH_TOKENS = `the-newer-token-0001, ${TOKEN}`;
  for (const token of ["the-newer-token-0001", TOKEN])
    expect((await post(address, body, twilioSignature(token, address, form))).status).toBe(200);
  delete env().TWILIO_AUTH_TOKENS;
  expect((await post(address, body, twilioSignature("", address, form))).status).toBe(401);
});

it("takes no body that is larger than any form of Twilio's", async () => {
  const large = `Body=${"x".repeat(300_000)}`;
  const signature = twilioSignature(TOKEN, address, [["Body", "x".repeat(300_000)]]);
  expect((await post(address, large, signature)).status).toBe(413);
});

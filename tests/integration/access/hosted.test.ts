import { afterAll, beforeAll, expect, it } from "vitest";
import { env } from "@/lib/platform/env";

beforeAll(() => {
  env().PARINAYA_EMBEDDED = "0";
});
afterAll(() => {
  env().PARINAYA_EMBEDDED = "1";
});

it("has no one-click sign-in where it is hosted", async () => {
  const { POST } = await import("@/app/api/demo/sign-in/route");
  const request = new Request("http://127.0.0.1:1/api/demo/sign-in", {
    method: "POST",
    body: new URLSearchParams({ role: "owner" }),
  });
  expect((await POST(request, { params: Promise.resolve({}) })).status).toBe(404);
});

it("mails by a server or not at all, where it is hosted", async () => {
  const { mailer } = await import("@/lib/adapters/mail/mailer");
  expect(() => mailer()).toThrow("MAIL_SERVER");
});

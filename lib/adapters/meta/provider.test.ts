import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, expect, it } from "vitest";
import { env } from "@/lib/platform/env";
import { metaProvider } from "./provider";

let server: Server;
let answer: { status: number; body: unknown };
const usual = env().META_GRAPH_URL;

beforeAll(async () => {
  server = createServer((_request, response) => {
    response.writeHead(answer.status, { "content-type": "application/json" });
    response.end(typeof answer.body === "string" ? answer.body : JSON.stringify(answer.body));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  env().META_GRAPH_URL = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(async () => {
  env().META_GRAPH_URL = usual;
  await new Promise((resolve) => server.close(resolve));
});

const answered = (status: number, body: unknown) => {
  answer = { status, body };
  return metaProvider().send(
    { phoneNumberId: "1", businessAccountId: "2" },
    { attemptId: "a", destination: "+919876543210", content: { kind: "text", body: "Namaste" } },
  );
};
const error = (code: number, more: object = {}) => ({
  error: { code, message: `(#${code}) Words`, ...more },
});

it("tells the code whatever status it comes with, and whether it may pass", async () => {
  expect(await answered(500, error(3))).toMatchObject({ kind: "refused", code: 3, passing: true });
  expect(await answered(400, error(999_001, { is_transient: true }))).toMatchObject({ passing: true });
  expect(await answered(400, error(999_001))).not.toHaveProperty("passing");
  expect(await answered(502, "<html>Bad gateway</html>")).toMatchObject({ kind: "unknown" });
});

it("takes a wrong request for a wrong number where the details say that", async () => {
  const said = async (code: number, details: string) => {
    const answer = await answered(400, error(code, { error_data: { details } }));
    return answer.kind === "refused" ? answer.code : answer.kind;
  };
  expect(await said(100, "The recipient phone number is not a WhatsApp phone number.")).toBe(131026);
  expect(await said(131009, "Param to is not a valid phone number")).toBe(131026);
  expect(await said(100, "Param template['components'] must be an array")).toBe(100);
  expect(await said(100, "Param text['body'] must be at most 4096 characters long.")).toBe(100);
  expect(await said(132000, "a place is not a valid phone number")).toBe(132000);
});

import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { GET as callback } from "@/app/api/google/callback/route";
import { GET as start } from "@/app/api/weddings/[wedding]/google/start/route";
import { POST as sync } from "@/app/api/weddings/[wedding]/google/sync/route";
import { drain } from "@/jobs/drain";
import type { Google } from "@/simulator/google";
import { makeUser, makeWedding, type TestWedding } from "@/tests/factories/wedding";
import { admin } from "@/tests/support/database";
import { startTestGoogle } from "@/tests/support/google";

let signedIn: string | null;
vi.mock("@/lib/platform/session", () => ({
  currentUser: async () => (signedIn ? { id: signedIn, name: null, email: "a@b.example" } : null),
}));

let wedding: TestWedding;
let google: Google;
let lists: string;

beforeEach(async () => {
  wedding = await makeWedding();
  const { actor } = wedding.scope;
  signedIn = actor.kind === "user" ? actor.userId : null;
  google = await startTestGoogle();
  lists = `http://127.0.0.1:1/weddings/${wedding.weddingId}/guests/import`;
});
afterEach(() => google.close());

const ofWedding = () => ({ params: Promise.resolve({ wedding: wedding.weddingId }) });

async function begin() {
  const answer = await start(new Request("http://127.0.0.1:1/api/start"), ofWedding());
  const cookie = answer.headers.get("set-cookie")!;
  return { answer, cookie, query: await google.consent(answer.headers.get("location")!) };
}
async function back(query: URLSearchParams, cookie?: string) {
  const request = new Request(`http://127.0.0.1:1/api/google/callback?${query}`, {
    headers: cookie ? { cookie: `other=1; ${cookie.split(";")[0]}` } : {},
  });
  const answer = await callback(request, { params: Promise.resolve({}) });
  expect(answer.status).toBe(303);
  return answer.headers.get("location");
}
const accounts = async () =>
  (await admin.query("select id from contact_accounts where wedding_id = $1", [wedding.weddingId])).rows;

it("goes to Google and comes back with a list that is being read", async () => {
  const { answer, cookie, query } = await begin();
  expect(answer.status).toBe(303);
  expect(cookie).toMatch(/; Path=\/api\/google; Max-Age=600; HttpOnly; SameSite=Lax$/);
  expect(cookie).not.toContain(query.get("state"));
  expect(await back(query, cookie)).toMatch(new RegExp(`^${lists}/[0-9a-f-]{36}$`));
  const [account] = await accounts();
  await drain({ budgetMs: 10_000 });
  const again = await sync(
    new Request("http://127.0.0.1:1/api/sync", {
      method: "POST",
      body: JSON.stringify({ accountId: account.id }),
    }),
    ofWedding(),
  );
  expect(again.status).toBe(202);
  // A code serves once.
  expect(await back(query, cookie)).toBe(`${lists}?google=failed`);
});

it("says that the person refused, wholly or the contacts alone", async () => {
  for (const how of ["refused", "without_contacts"] as const) {
    google.nextConsent(how);
    const { cookie, query } = await begin();
    expect(await back(query, cookie)).toBe(`${lists}?google=refused`);
  }
  expect(await accounts()).toEqual([]);
});

it("takes nothing without this browser's state, from somebody else, or after ten minutes", async () => {
  const { cookie, query } = await begin();
  expect(await back(query)).toBe("http://127.0.0.1:1/weddings");
  expect(await back(query, `${cookie.split(";")[0]!.slice(0, -4)}AAAA`)).toBe("http://127.0.0.1:1/weddings");
  const forged = new URLSearchParams(query);
  forged.set("state", "other");
  expect(await back(forged, cookie)).toBe(`${lists}?google=failed`);
  const owner = signedIn;
  signedIn = null;
  expect(await back(query, cookie)).toMatch(/\/sign-in\?callbackUrl=/);
  signedIn = await makeUser();
  expect(await back(query, cookie)).toBe(`${lists}?google=failed`);
  const admins = (await wedding.as("admin")).scope.actor;
  signedIn = admins.kind === "user" ? admins.userId : null;
  expect(await back(query, cookie)).toBe(`${lists}?google=failed`);
  signedIn = owner;
  vi.useFakeTimers({ now: Date.now() + 601_000, toFake: ["Date"] });
  expect(await back(query, cookie)).toBe("http://127.0.0.1:1/weddings");
  vi.useRealTimers();
  expect(await accounts()).toEqual([]);
});

it("is not for viewers, nor for strangers", async () => {
  const viewer = (await wedding.as("viewer")).scope.actor;
  signedIn = viewer.kind === "user" ? viewer.userId : null;
  expect((await start(new Request("http://127.0.0.1:1/"), ofWedding())).status).toBe(403);
  signedIn = await makeUser();
  expect((await start(new Request("http://127.0.0.1:1/"), ofWedding())).status).toBe(404);
});

import type { Brand, WeddingId } from "@/lib/kernel/ids";

export const ROLES = ["owner", "admin", "side_admin", "viewer"] as const;
export type Role = (typeof ROLES)[number];

/** Who acts. Non-human writers are first-class. */
export type Actor =
  | { kind: "user"; userId: string; role: Role }
  | { kind: "guest"; unitId: string }
  | { kind: "provider"; provider: string }
  | { kind: "operator"; name: string }
  | { kind: "system"; job: string };

export type SideScope = "all" | "bride" | "groom";

/**
 * The right to work inside one wedding. Only `lib/access` mints it, after checking membership, a token or a job;
 * a query without one does not compile.
 */
export type Scope = Brand<
  {
    readonly weddingId: WeddingId;
    readonly side: SideScope;
    readonly actor: Actor;
    readonly permissions: ReadonlySet<Permission>;
  },
  "Scope"
>;

export const PERMISSIONS = [
  "wedding.create",
  "wedding.read",
  "wedding.edit",
  "wedding.delete",
  "team.manage",
  "guests.read",
  "guests.phones",
  "guests.edit",
  "guests.import",
  "events.edit",
  "invitations.edit",
  "runs.prepare",
  "runs.approve",
  "runs.send",
  "inbox.read",
  "inbox.answer",
  "answers.read",
  "answers.record",
  "exports.create",
  "website.edit",
  "gifts.read",
  "gifts.edit",
  "history.read",
  "doubts.settle",
  "jobs.run",
  "webhooks.apply",
] as const;
export type Permission = (typeof PERMISSIONS)[number];

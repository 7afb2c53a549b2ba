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
  "website.read",
  "website.edit",
  "gifts.read",
  "gifts.edit",
  "history.read",
  "doubts.settle",
  "stops.lift",
  "jobs.run",
  "webhooks.apply",
] as const;
export type Permission = (typeof PERMISSIONS)[number];

/** Who acts on what belongs to a person: that person, a guest of one card, or a job. */
export type OwnerActor =
  | { kind: "host"; userId: string }
  | { kind: "card_guest"; cardId: string }
  | { kind: "system"; job: string };

export const OWNER_PERMISSIONS = ["cards.read", "cards.edit", "cards.answer", "cards.enrich"] as const;
export type OwnerPermission = (typeof OWNER_PERMISSIONS)[number];

/**
 * The right to work with what belongs to one person (decision 0036), for a guest with one card of it alone. Minted by
 * `lib/access` after a session, a card's address or a job.
 */
export type OwnerScope = Brand<
  {
    readonly ownerId: string;
    readonly cardId: string | "all";
    readonly actor: OwnerActor;
    readonly permissions: ReadonlySet<OwnerPermission>;
  },
  "OwnerScope"
>;

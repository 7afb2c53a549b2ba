import { AppError } from "@/lib/kernel/errors";
import type { WeddingId } from "@/lib/kernel/ids";
import type {
  Actor,
  OwnerActor,
  OwnerPermission,
  OwnerScope,
  Permission,
  Role,
  Scope,
  SideScope,
} from "./types";

type Subject = Role | Exclude<Actor["kind"], "user">;

const EVERYONE_IN: readonly Subject[] = ["owner", "admin", "side_admin", "viewer", "operator", "system"];
const EDITORS: readonly Subject[] = ["owner", "admin", "side_admin"];
const HEADS: readonly Subject[] = ["owner", "admin"];

/**
 * The whole permission matrix: who may do what. A side admin works on the own side and shared households alone,
 * which row-level security enforces besides; a wedding-wide act (events, runs) is therefore not a side admin's.
 */
export const MATRIX: Record<Permission, readonly Subject[]> = {
  "wedding.create": ["owner"],
  "wedding.read": EVERYONE_IN,
  "wedding.edit": HEADS,
  "wedding.delete": ["owner"],
  "team.manage": ["owner"],
  "guests.read": EVERYONE_IN,
  "guests.phones": [...EDITORS, "operator", "system"],
  "guests.edit": EDITORS,
  "guests.import": [...EDITORS, "operator", "system"],
  "events.edit": HEADS,
  "invitations.edit": EDITORS,
  "runs.prepare": [...HEADS, "system"],
  "runs.approve": HEADS,
  "runs.send": HEADS,
  "inbox.read": EDITORS,
  "inbox.answer": EDITORS,
  "answers.read": EVERYONE_IN,
  "answers.record": [...EDITORS, "guest", "provider"],
  "exports.create": [...EDITORS, "operator"],
  "website.read": EVERYONE_IN,
  "website.edit": [...HEADS, "system"],
  "gifts.read": EVERYONE_IN,
  "gifts.edit": EDITORS,
  "history.read": HEADS,
  "doubts.settle": [...HEADS, "operator"],
  "stops.lift": HEADS,
  "jobs.run": ["system", "operator"],
  "webhooks.apply": ["provider", "operator"],
};

export const can = (subject: Subject, permission: Permission): boolean =>
  MATRIX[permission].includes(subject);

export const subjectOf = (actor: Actor): Subject => (actor.kind === "user" ? actor.role : actor.kind);

/** The one place a Scope is made. Callers prove the right first: a membership, a signed job, a verified webhook. */
export function mintScope(weddingId: string, actor: Actor, side: SideScope = "all"): Scope {
  if (actor.kind === "user" && actor.role === "side_admin" && side === "all") {
    throw new AppError("forbidden", "A side admin needs a side.");
  }
  const subject = subjectOf(actor);
  const permissions = new Set(
    (Object.keys(MATRIX) as Permission[]).filter((permission) => can(subject, permission)),
  );
  return { weddingId: weddingId as WeddingId, side, actor, permissions } as unknown as Scope;
}

/** How an actor is written in the audit log: kind and id, never a name. */
export function actorLabel(actor: Actor | OwnerActor): string {
  switch (actor.kind) {
    case "host":
      return `user:${actor.userId}`;
    case "card_guest":
      return `card:${actor.cardId}`;
    case "user":
      return `user:${actor.userId}`;
    case "guest":
      return `guest:${actor.unitId}`;
    case "provider":
      return `provider:${actor.provider}`;
    case "operator":
      return `operator:${actor.name}`;
    case "system":
      return `system:${actor.job}`;
  }
}

export function requirePermission(scope: Scope, permission: Permission): void {
  if (!scope.permissions.has(permission)) {
    throw new AppError("forbidden", "Your role in this wedding does not allow that.", { permission });
  }
}

/** The same for what belongs to a person: who may do what. */
export const OWNER_MATRIX: Record<OwnerPermission, readonly OwnerActor["kind"][]> = {
  "cards.read": ["host", "card_guest", "system"],
  "cards.edit": ["host"],
  "cards.answer": ["card_guest"],
  "cards.enrich": ["system"],
};

/** The one place an OwnerScope is made. A guest's reaches one card. */
export function mintOwnerScope(ownerId: string, actor: OwnerActor): OwnerScope {
  if (actor.kind === "host" && actor.userId !== ownerId)
    throw new AppError("forbidden", "This belongs to somebody else.");
  const permissions = new Set(
    (Object.keys(OWNER_MATRIX) as OwnerPermission[]).filter((one) => OWNER_MATRIX[one].includes(actor.kind)),
  );
  const cardId = actor.kind === "card_guest" ? actor.cardId : "all";
  return { ownerId, cardId, actor, permissions } as unknown as OwnerScope;
}

export function requireOwnerPermission(scope: OwnerScope, permission: OwnerPermission): void {
  if (!scope.permissions.has(permission))
    throw new AppError("forbidden", "This is not yours to change.", { permission });
}

import { desc, eq, type SQL, sql } from "drizzle-orm";
import { db, type Transaction } from "@/db/client";
import { devMail, memberships, users } from "@/db/schema/access";
import type { Role, Scope, SideScope } from "./types";

export interface Membership {
  weddingId: string;
  weddingName: string;
  role: Role;
  side: SideScope;
}

/** The weddings a user belongs to; read at each request, so a change of role holds at once. */
export async function listMemberships(userId: string): Promise<Membership[]> {
  const { rows } = await db().execute<{
    wedding_id: string;
    wedding_name: string;
    role: Role;
    side: SideScope;
  }>(sql`select wedding_id, wedding_name, role, side from fence.my_memberships(${userId}::uuid)`);
  return rows.map((row) => ({
    weddingId: row.wedding_id,
    weddingName: row.wedding_name,
    role: row.role,
    side: row.side,
  }));
}

export async function listTeam(tx: Transaction, scope: Scope) {
  return tx
    .select({
      userId: users.id,
      name: users.name,
      email: users.email,
      role: memberships.role,
      side: memberships.side,
    })
    .from(memberships)
    .innerJoin(users, eq(users.id, memberships.userId))
    .where(eq(memberships.weddingId, scope.weddingId))
    .orderBy(memberships.createdAt);
}

/** A member of the demo wedding by role; the caller makes sure that this is embedded mode. */
export async function findDemoMember(role: Role): Promise<{ weddingId: string; userId: string } | null> {
  const { rows } = await db().execute<{ wedding_id: string }>(
    sql`select wedding_id from fence.every_wedding() where is_demo limit 1`,
  );
  const weddingId = rows[0]?.wedding_id;
  if (!weddingId) return null;
  const email = `${role.replace("_", "-")}@demo.parinaya.local`;
  const [user] = await db().select({ id: users.id }).from(users).where(eq(users.email, email));
  return user ? { weddingId, userId: user.id } : null;
}

/** Somebody of the team by name (`user` is the alias of `users`); the address in its place only for whoever may see the team's. */
export const memberName = (scope: Scope, user: string): SQL => {
  const [id, name, email] = ["id", "name", "email"].map((column) => sql.raw(`${user}.${column}`));
  const instead = scope.permissions.has("wedding.edit") ? sql`${email}` : sql`'Somebody of the team'`;
  return sql`case when ${id} is not null then coalesce(nullif(btrim(${name}), ''), ${instead}) end`;
};

export interface DevMail {
  id: string;
  to: string;
  subject: string;
  body: string;
  createdAt: Date;
}

/** What embedded mode "sent", newest first; the caller makes sure that this is embedded mode. */
export const listDevMail = (limit: number): Promise<DevMail[]> =>
  db()
    .select({
      id: devMail.id,
      to: devMail.to,
      subject: devMail.subject,
      body: devMail.body,
      createdAt: devMail.createdAt,
    })
    .from(devMail)
    .orderBy(desc(devMail.createdAt), desc(devMail.id))
    .limit(limit);

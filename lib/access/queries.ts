import { eq, sql } from "drizzle-orm";
import { db, type Transaction } from "@/db/client";
import { memberships, users } from "@/db/schema/access";
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

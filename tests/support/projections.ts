import { admin } from "./database";

/** Every row of every projection, without the time it was computed at. */
export async function everyRow(weddingId: string): Promise<Record<string, string[]>> {
  const tables = ["event_headcounts", "headcount_parts", "unit_overview", "run_funnels"];
  const read = async (table: string) => {
    const { rows } = await admin.query<{ row: string }>(
      `select (to_jsonb(t) - 'as_of')::text as row from ${table} t where wedding_id = $1 order by 1`,
      [weddingId],
    );
    return [table, rows.map(({ row }) => row)] as const;
  };
  return Object.fromEntries(await Promise.all(tables.map(read)));
}

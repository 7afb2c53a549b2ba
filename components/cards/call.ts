export type Called<T> =
  | { ok: true; value: T }
  | { ok: false; code: string; message: string; issues: Record<string, string>; details?: unknown };

type Problem = { title?: string; code?: string; details?: { issues?: { path: string; message: string }[] } };

/** Asks the cards' own addresses; what was refused comes back as words, field by field where there are any. */
export async function callCards<T>(
  path: string,
  body: unknown,
  options: { method?: "POST" | "PATCH"; key?: string } = {},
): Promise<Called<T>> {
  try {
    const answer = await fetch(`/api/cards${path}`, {
      method: options.method ?? "POST",
      headers: {
        "content-type": "application/json",
        ...(options.key ? { "idempotency-key": options.key } : {}),
      },
      body: JSON.stringify(body),
    });
    const said = (await answer.json().catch(() => null)) as unknown;
    if (answer.ok) return { ok: true, value: said as T };
    const { title, code, details } = (said ?? {}) as Problem;
    return {
      ok: false,
      code: code ?? "internal",
      message: title ?? "Something went wrong on our side. Please try again.",
      issues: Object.fromEntries((details?.issues ?? []).map((issue) => [issue.path, issue.message])),
      details,
    };
  } catch {
    return {
      ok: false,
      code: "offline",
      message: "There is no connection at the moment. What you typed is still here; try again.",
      issues: {},
    };
  }
}

import { inject } from "vitest";

export const url = (path: string): string => new URL(path, inject("stackUrl")).toString();

export interface Session {
  cookie: string;
  weddingId: string;
}

/** Signs in as the button on /demo does. */
export async function signIn(role: string): Promise<Session> {
  const answer = await fetch(url("/api/demo/sign-in"), {
    method: "POST",
    body: new URLSearchParams({ role }),
    redirect: "manual",
  });
  const cookie = answer.headers.getSetCookie().find((one) => one.includes("session-token="));
  if (!cookie) throw new Error(`sign-in as ${role}: ${answer.status}`);
  return { cookie: cookie.split(";")[0]!, weddingId: answer.headers.get("location")!.split("/").at(-1)! };
}

export const api = (
  session: Session | null,
  method: string,
  path: string,
  body?: BodyInit,
  headers: Record<string, string> = {},
): Promise<Response> =>
  fetch(url(`/api/weddings/${path}`), {
    method,
    headers: { ...(session ? { cookie: session.cookie } : {}), ...headers },
    ...(body === undefined ? {} : { body }),
  });

/** The server hangs up on what is too large before it has heard it all, and now and then its answer is lost with that. */
export async function untilHeard(ask: () => Promise<Response>): Promise<Response> {
  for (let tries = 1; ; tries++)
    try {
      return await ask();
    } catch (error) {
      if (tries === 10) throw error;
    }
}

export const command = (
  session: Session | null,
  weddingId: string,
  name: string,
  input: unknown,
): Promise<Response> =>
  api(session, "POST", `${weddingId}/commands/${name}`, JSON.stringify(input), {
    "content-type": "application/json",
  });

export async function simulator<T>(method: string, path: string, body?: unknown): Promise<T> {
  const answer = await fetch(`${inject("simulatorUrl")}/_sim/${path}`, {
    method,
    ...(body === undefined
      ? {}
      : { body: JSON.stringify(body), headers: { "content-type": "application/json" } }),
  });
  if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
  return (await answer.json()) as T;
}

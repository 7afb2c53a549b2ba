/** Posts one of next-auth's forms with its token and says where to go on. Throws where the server is not reachable. */
export async function postAuth(path: string, fields: Record<string, string>): Promise<string> {
  const token = await fetch("/api/auth/csrf", { cache: "no-store" });
  const { csrfToken } = (await token.json()) as { csrfToken: string };
  const answer = await fetch(`/api/auth/${path}`, {
    method: "POST",
    headers: { "content-type": "application/x-www-form-urlencoded" },
    body: new URLSearchParams({ ...fields, csrfToken, json: "true" }),
  });
  const { url } = (await answer.json()) as { url?: string };
  if (!url) throw new Error("no address in the answer");
  return url;
}

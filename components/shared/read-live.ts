/** The server does not know any more who asks: the session ended, or somebody signed out in another tab. */
export class SignedOut extends Error {
  override name = "SignedOut";
}

/** What a page asks for again and again. Throws `SignedOut`, or an Error where there is no answer. */
export async function readLive<T>(address: string): Promise<T> {
  const answer = await fetch(address);
  if (answer.status === 401) throw new SignedOut();
  if (!answer.ok) throw new Error(`status ${answer.status}`);
  return (await answer.json()) as T;
}

/** Signs in, and comes back to this very page. */
export const signInHere = (): string =>
  `/sign-in?callbackUrl=${encodeURIComponent(window.location.pathname + window.location.search)}`;

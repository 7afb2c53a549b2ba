import type { Stack } from "../stack/stack";

/** A browser's worth of HTTP: one cookie, JSON in and out, problems as errors. */
export class DemoClient {
  readonly #stack: Stack;
  #cookie = "";
  weddingId = "";

  constructor(stack: Stack) {
    this.#stack = stack;
  }

  /** One-click sign-in, as the button on /demo does it. */
  async signIn(role: string): Promise<void> {
    const answer = await fetch(`${this.#stack.appUrl}/api/demo/sign-in`, {
      method: "POST",
      body: new URLSearchParams({ role }),
      redirect: "manual",
    });
    const cookie = answer.headers.getSetCookie().find((one) => one.includes("session-token="));
    const location = answer.headers.get("location") ?? "";
    if (!cookie) throw new Error(`The demo sign-in answered ${answer.status}.`);
    this.#cookie = cookie.split(";")[0]!;
    this.weddingId = location.split("/").at(-1)!;
  }

  async request(
    method: string,
    path: string,
    body?: BodyInit,
    headers: Record<string, string> = {},
  ): Promise<Response> {
    // A web process that was killed comes back; what was refused for want of a server is asked again.
    for (let attempt = 0; ; attempt++) {
      try {
        return await fetch(`${this.#stack.appUrl}/api/weddings/${this.weddingId}/${path}`, {
          method,
          headers: { cookie: this.#cookie, ...headers },
          ...(body === undefined ? {} : { body, duplex: "half" }),
        } as RequestInit);
      } catch (error) {
        if (attempt >= 100 || (body !== undefined && typeof body !== "string")) throw error;
        await new Promise((resolve) => setTimeout(resolve, 200));
      }
    }
  }

  async get<T>(path: string): Promise<T> {
    const answer = await this.request("GET", path);
    if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
    return (await answer.json()) as T;
  }

  async command<T>(name: string, input: unknown): Promise<T> {
    const answer = await this.request("POST", `commands/${name}`, JSON.stringify(input), {
      "content-type": "application/json",
    });
    if (!answer.ok) throw new Error(`${name}: ${answer.status} ${await answer.text()}`);
    return (await answer.json()) as T;
  }

  /** What a vendor gets by the link: no cookie, only the token. */
  async download(token: string): Promise<Buffer> {
    const answer = await fetch(`${this.#stack.appUrl}/api/exports/${token}`);
    if (!answer.ok) throw new Error(`The download answered ${answer.status}.`);
    return Buffer.from(await answer.arrayBuffer());
  }

  /** A page by its address, as a guest's browser asks for it; with a body, a form sent and followed to where it leads. */
  async open(address: string, form?: URLSearchParams): Promise<{ url: string; html: string }> {
    for (let attempt = 0; ; attempt++) {
      try {
        const answer = await fetch(address, form ? { method: "POST", body: form, redirect: "follow" } : {});
        if (!answer.ok) throw new Error(`The page answered ${answer.status}.`);
        return { url: answer.url, html: await answer.text() };
      } catch (error) {
        if (attempt >= 100 || !(error instanceof TypeError)) throw error;
        await new Promise((resolve) => setTimeout(resolve, 200));
      }
    }
  }

  async simulator<T>(method: "GET" | "POST", path: string, body?: unknown): Promise<T> {
    const answer = await fetch(`${this.#stack.simulatorUrl}/_sim/${path}`, {
      method,
      ...(body === undefined
        ? {}
        : { body: JSON.stringify(body), headers: { "content-type": "application/json" } }),
    });
    if (!answer.ok) throw new Error(`simulator ${path}: ${answer.status} ${await answer.text()}`);
    return (await answer.json()) as T;
  }
}

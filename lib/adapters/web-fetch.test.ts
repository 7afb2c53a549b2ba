import { createServer, type RequestListener, type Server } from "node:http";
import { type AddressInfo, createServer as createTcp } from "node:net";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { isPublicAddress, networkOf } from "@/lib/kernel/addresses";
import { FetchRefused, type Resolver, webFetch } from "./web-fetch";

const refusal = async (work: Promise<unknown>) => {
  const error = await work.then(
    () => null,
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof FetchRefused)) throw new Error(`not refused: ${String(error)}`);
  return `${error.kind}: ${error.message}`;
};
const HOSTS = ["maps.app.goo.gl", "*.googleusercontent.com"];
const leading =
  (...addresses: string[]): Resolver =>
  async () =>
    addresses.map((address) => ({ address, family: address.includes(":") ? 6 : 4 }));

describe("addresses", () => {
  it.each([
    "127.0.0.1",
    "10.1.2.3",
    "172.16.0.1",
    "192.168.1.1",
    "169.254.169.254",
    "100.64.0.1",
    "0.0.0.0",
    "198.18.0.1",
    "224.0.0.1",
    "255.255.255.255",
    "192.0.0.1",
    "::1",
    "::",
    "fe80::1",
    "fc00::1",
    "fec0::1",
    "ff02::1",
    "::ffff:127.0.0.1",
    "::ffff:a00:1",
    "::ffff:169.254.169.254",
    "64:ff9b::7f00:1",
    "64:ff9b:1::a00:1",
    "2002:7f00:1::",
    "2001:0:1::",
    "::127.0.0.1",
    "2001:db8::1",
    "fe80::1%eth0",
    "[::1]",
    "not an address",
    "",
  ])("%s is inside", (address) => expect(isPublicAddress(address)).toBe(false));
  it.each(["8.8.8.8", "142.250.183.14", "2404:6800:4009:80b::200e", "::ffff:8.8.8.8"])(
    "%s is outside",
    (address) => expect(isPublicAddress(address)).toBe(true),
  );
  it("make one network of a /64 and of a mapped address", () => {
    expect(networkOf("2001:db8:1:2:3:4:5:6")).toBe(networkOf("2001:db8:1:2::9"));
    expect(networkOf("2001:db8:1:3::9")).not.toBe(networkOf("2001:db8:1:2::9"));
    expect([networkOf("::ffff:1.2.3.4"), networkOf("1.2.3.4"), networkOf("x")]).toEqual([
      "1.2.3.4",
      "1.2.3.4",
      "unknown",
    ]);
  });
});

describe("what a text names is fetched", () => {
  let inside: Server;
  let connections = 0;
  beforeAll(async () => {
    // Whatever listens on this machine: nobody may reach it.
    inside = createTcp(() => connections++) as unknown as Server;
    await new Promise<void>((resolve) =>
      inside.listen(443, "127.0.0.1", resolve).on("error", () => resolve()),
    );
  });
  afterAll(() => void inside.close());

  it.each([
    ["http://maps.app.goo.gl/x", "only https"],
    ["file:///etc/passwd", "only https"],
    ["ftp://maps.app.goo.gl/x", "only https"],
    ["https://maps.app.goo.gl:8443/x", "no port, no user"],
    ["https://user@maps.app.goo.gl/x", "no port, no user"],
    ["https://127.0.0.1/x", "not a listed host"],
    ["https://[::1]/x", "not a listed host"],
    ["https://2130706433/x", "not a listed host"],
    ["https://0177.0.0.1/x", "not a listed host"],
    ["https://maps.app.goo.gl.evil.example/x", "not a listed host"],
    ["https://evil-googleusercontent.com/x", "not a listed host"],
    ["https://googleusercontent.com/x", "not a listed host"],
    ["nonsense", "no address"],
  ])("never from %s", async (url, why) => {
    let resolved = 0;
    const resolve: Resolver = async () => {
      resolved++;
      return [];
    };
    expect(await refusal(webFetch(url, { hosts: HOSTS, resolve }))).toBe(`refused: ${why}`);
    expect(resolved).toBe(0);
  });
  it("never from a listed name that leads inside, not even among others", async () => {
    for (const addresses of [
      ["127.0.0.1"],
      ["169.254.169.254"],
      ["::ffff:10.0.0.1"],
      ["64:ff9b::a00:1"],
      ["8.8.8.8", "10.0.0.1"],
    ])
      expect(
        await refusal(
          webFetch("https://maps.app.goo.gl/x", { hosts: HOSTS, resolve: leading(...addresses) }),
        ),
      ).toBe("refused: an address that is not public");
    expect(connections).toBe(0);
  });
  it("by the addresses that were checked: a name that changes its mind between two askings gains nothing", async () => {
    const asked: string[] = [];
    // Public when looked at first, this machine ever after: the classic rebinding.
    const rebinding: Resolver = async (host) => {
      asked.push(host);
      return leading(asked.length === 1 ? "192.0.2.1" : "127.0.0.1")(host);
    };
    const first = await refusal(webFetch("https://maps.app.goo.gl/x", { hosts: HOSTS, resolve: rebinding }));
    // 192.0.2.1 is a documentation address, so not public either; the name was asked for once, at connect time.
    expect(first).toBe("refused: an address that is not public");
    expect(asked).toHaveLength(1);
    expect(await refusal(webFetch("https://maps.app.goo.gl/x", { hosts: HOSTS, resolve: rebinding }))).toBe(
      "refused: an address that is not public",
    );
    expect(connections).toBe(0);
  });
});

describe("how much and how long", () => {
  const servers: Server[] = [];
  const serve = async (listener: RequestListener) => {
    const server = createServer(listener);
    servers.push(server);
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  };
  afterAll(() => {
    for (const server of servers) {
      server.closeAllConnections();
      server.close();
    }
  });
  const from = (standIn: string, more: object = {}) =>
    webFetch(`${standIn}/a`, { hosts: HOSTS, standIn, ...more });

  it("takes a whole answer, through redirects that are each looked at", async () => {
    const origin = await serve((request, response) => {
      const leads: Record<string, string> = { "/a": "/b", "/b": "/c" };
      const location = leads[request.url!];
      if (location) response.writeHead(302, { location }).end();
      else response.writeHead(200, { "content-type": "text/plain" }).end("here");
    });
    const { status, url, contentType, body } = await from(origin);
    expect([status, url, contentType, body.toString()]).toEqual([200, `${origin}/c`, "text/plain", "here"]);
  });
  it.each([
    ["to a host that is not listed", "https://evil.example/x", "refused: not a listed host"],
    ["to a number", "https://169.254.169.254/latest", "refused: not a listed host"],
    ["to another port of this machine", "http://127.0.0.1:1/x", "refused: only https"],
    ["to a file", "file:///etc/passwd", "refused: only https"],
    ["to itself for ever", "/a", "refused: too many redirects"],
    ["to nowhere", "http://", "refused: a redirect to nowhere"],
  ])("follows no redirect %s", async (_name, location, why) => {
    const origin = await serve((_request, response) => void response.writeHead(302, { location }).end());
    expect(await refusal(from(origin))).toBe(why);
  });
  it("looks up a redirect's name as strictly as the first", async () => {
    const origin = await serve(
      (_request, response) => void response.writeHead(302, { location: "https://maps.app.goo.gl/y" }).end(),
    );
    expect(await refusal(from(origin, { resolve: leading("127.0.0.1") }))).toBe(
      "refused: an address that is not public",
    );
  });
  it("stops at a redirect that says enough, without asking it", async () => {
    const origin = await serve(
      (_request, response) =>
        void response.writeHead(302, { location: "https://lh3.googleusercontent.com/p" }).end(),
    );
    expect((await from(origin, { enough: (to: string) => to.includes("lh3") })).url).toBe(
      "https://lh3.googleusercontent.com/p",
    );
    expect(await refusal(from(origin, { hosts: [], enough: () => true }))).toBe("refused: not a listed host");
  });
  it("takes nothing too large, announced or not, nothing slow, nothing compressed, and survives a hang-up", async () => {
    const chunk = Buffer.alloc(64 * 1024);
    const big = await serve((_request, response) => {
      response.writeHead(200);
      const more = () => {
        while (response.write(chunk));
      };
      response.on("drain", more);
      more();
    });
    const announced = await serve(
      (_request, response) => void response.writeHead(200, { "content-length": "99999999" }).write("x"),
    );
    const slow = await serve((_request, response) => {
      response.writeHead(200);
      setInterval(() => response.write("."), 20).unref();
    });
    const zipped = await serve(
      (_request, response) => void response.writeHead(200, { "content-encoding": "gzip" }).end("x"),
    );
    const gone = await serve((request) => void request.socket.destroy());
    expect(await refusal(from(big, { maxBytes: 300_000 }))).toBe("refused: too large");
    expect(await refusal(from(announced))).toBe("refused: too large");
    expect(await refusal(from(slow, { timeoutMs: 150 }))).toBe("failed: too slow");
    expect(await refusal(from(zipped))).toContain("compressed");
    expect(await refusal(from(gone))).toBe("failed: ECONNRESET");
  });
});

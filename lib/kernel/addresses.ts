import ipaddr from "ipaddr.js";

/** Ranges that IANA's registries call special, but the library calls unicast. */
const SPECIAL_V6 = ["::/96", "64:ff9b:1::/48", "fec0::/10", "5f00::/16"].map((range) =>
  ipaddr.IPv6.parseCIDR(range),
);

const read = (address: string): ipaddr.IPv4 | ipaddr.IPv6 | null => {
  const bare = address.replace(/^\[|\]$/g, "").replace(/%.*$/, "");
  return ipaddr.isValid(bare) ? ipaddr.process(bare) : null;
};

/**
 * Whether an address is somebody's on the open internet: not this machine, a private or carrier's network, a link, a
 * test range, nor one of these wrapped into IPv6 (mapped, NAT64, 6to4, Teredo).
 */
export function isPublicAddress(address: string): boolean {
  const parsed = read(address);
  if (parsed === null || parsed.range() !== "unicast") return false;
  return parsed instanceof ipaddr.IPv4 || !SPECIAL_V6.some((range) => parsed.match(range));
}

/** What one customer of a network is given: an IPv4 address, or the first 64 bits of an IPv6 one. */
export function networkOf(address: string): string {
  const parsed = read(address);
  if (parsed === null) return "unknown";
  if (parsed instanceof ipaddr.IPv4) return parsed.toString();
  return `${ipaddr.IPv6.networkAddressFromCIDR(`${parsed.toString()}/64`).toString()}/64`;
}

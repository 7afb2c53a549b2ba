import { networkOf } from "@/lib/kernel/addresses";
import { env } from "./env";
import { fingerprint } from "./tokens";

/**
 * A key for the network a request comes from, for allowances: an IPv4 address or the /64 of an IPv6 one, under a keyed
 * hash, since an address is personal. Only what our own proxies wrote counts; what stands before it anybody can write.
 */
export function networkKey(headers: Headers): string {
  const hops = (headers.get("x-forwarded-for") ?? "").split(",").map((hop) => hop.trim());
  const address = hops.at(-env().TRUSTED_PROXIES) ?? hops[0] ?? "";
  return fingerprint("network", networkOf(address)).subarray(0, 12).toString("base64url");
}

import { env } from "@/lib/platform/env";
import { type Google, startGoogle } from "@/simulator/google";

/** The stand-in for Google, with this process's environment pointing to it. */
export async function startTestGoogle(email?: string): Promise<Google> {
  const google = await startGoogle(email === undefined ? {} : { email });
  Object.assign(env(), google.env);
  return google;
}

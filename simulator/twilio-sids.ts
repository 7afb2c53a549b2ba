import { randomBytes } from "node:crypto";

/** An id of Twilio's shape, never given twice. */
export const newSid = (prefix: "SM" | "HX"): string => `${prefix}${randomBytes(16).toString("hex")}`;

/** A time as Twilio's older APIs write it: RFC 2822. */
export const rfc2822 = (at: number): string => new Date(at).toUTCString().replace("GMT", "+0000");

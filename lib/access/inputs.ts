import { z } from "zod";
import { ROLES } from "./types";

export const addMemberInput = z
  .object({ userId: z.uuid(), role: z.enum(ROLES), side: z.enum(["bride", "groom", "all"]).default("all") })
  .refine((m) => (m.role === "side_admin") === (m.side !== "all"), {
    error: "A side admin belongs to the bride's or the groom's side; everybody else sees both.",
  });

export const removeMemberInput = z.object({ userId: z.uuid() });

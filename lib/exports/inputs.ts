import { z } from "zod";

export const requestExportInput = z.object({ id: z.uuid(), eventId: z.uuid() });
export const createLinkInput = z.object({
  exportId: z.uuid(),
  tokenHash: z.string().length(64),
  label: z.string().trim().min(1, "Say who this link is for, for example “Caterer”.").max(80),
  expiresInHours: z
    .number()
    .int()
    .min(1)
    .max(24 * 60),
});
export const revokeLinkInput = z.object({ linkId: z.uuid() });
export const finishExportInput = z.object({
  exportId: z.uuid(),
  file: z.object({
    objectKey: z.string(),
    fileName: z.string(),
    rows: z.number().int(),
    bytes: z.number().int(),
    sha256: z.string().length(64),
    asOf: z.coerce.date(),
  }),
});
export const noteDownloadInput = z.object({ linkId: z.uuid() });

export const requestGiftsInput = z.object({ id: z.uuid(), kind: z.enum(["gifts", "gift_notes"]) });

import { and, eq, sql } from "drizzle-orm";
import { z } from "zod";
import { type RunHeader, sendRuns } from "@/db/schema/messaging";
import { refuse } from "@/lib/kernel/result";
import { requireRun } from "@/lib/messaging/queries/runs";
import { headerMissing } from "@/lib/messaging/rules/headers";
import { defineCommand, type Tools } from "@/lib/platform/command";

const REPLACED = "Another one can be put in its place until the invite is frozen.";

const media = z.object({
  kind: z.literal("media"),
  objectKey: z.string().min(1).max(200),
  mimeType: z.string().max(60),
  fileName: z.string().max(120),
});
const location = z.object({
  kind: z.literal("location"),
  latitude: z.number().min(-90).max(90),
  longitude: z.number().min(-180).max(180),
  name: z.string().trim().min(1, "What is the place called?").max(100),
  address: z.string().trim().min(1, "Write the address.").max(300),
});

/** The place above a run's text; until it is frozen. */
export const setHeader = defineCommand({
  name: "messaging.set-header",
  permission: "runs.prepare",
  input: z.object({ runId: z.uuid(), header: location }),
  irreversible: REPLACED,
  run: (tools, input) => place(tools, input),
});

/** The picture, film or PDF above a run's text, as the upload has checked and stored it; not a command of the console. */
export const setHeaderFile = defineCommand({
  name: "messaging.set-header-file",
  permission: "runs.prepare",
  input: z.object({ runId: z.uuid(), header: media }),
  irreversible: REPLACED,
  async run(tools, input) {
    if (!input.header.objectKey.startsWith(`headers/${tools.scope.weddingId}/`))
      return refuse("header_unfit", "This file is not one of this wedding.");
    return place(tools, { ...input, header: { ...input.header, mediaId: null, mediaAt: null } });
  },
});

async function place({ tx, scope }: Tools, { runId, header }: { runId: string; header: RunHeader }) {
  const run = await requireRun(tx, scope, runId, true);
  if (run.state !== "draft" && run.state !== "rehearsed")
    return refuse("wrong_state", "This invite is frozen; what it carries can no longer change.");
  const wrong = headerMissing(run.templateHeader, header);
  if (wrong || !run.templateHeader)
    return refuse("header_unfit", wrong ?? "This message carries nothing on top.");
  await tx
    .update(sendRuns)
    // What was rehearsed had another picture on top: it is looked at again.
    .set({ header, state: "draft", rehearsalHash: null, version: sql`version + 1` })
    .where(and(eq(sendRuns.weddingId, scope.weddingId), eq(sendRuns.id, runId)));
  return {
    result: null,
    audit: [{ action: "header", entity: "send_run", entityId: runId, payload: header }] as const,
    topics: [],
  };
}

/** The provider's id of a run's file, which lives for 30 days; or that it took none, which pauses the run. */
export const keepMedia = defineCommand({
  name: "messaging.keep-media",
  permission: "jobs.run",
  input: z.object({ runId: z.uuid(), mediaId: z.string().nullable() }),
  irreversible: "What a provider answered is a fact.",
  async run({ tx, scope }, { runId, mediaId }) {
    await tx.execute(
      mediaId
        ? sql`update send_runs set header = header || jsonb_build_object('mediaId', ${mediaId}::text, 'mediaAt', now()) where wedding_id = ${scope.weddingId} and id = ${runId}`
        : sql`update send_runs set state = 'paused', state_reason = 'header:REFUSED' where wedding_id = ${scope.weddingId} and id = ${runId} and state = 'sending'`,
    );
    return {
      result: null,
      audit: [{ action: mediaId ? "upload" : "pause", entity: "send_run", entityId: runId }],
      topics: [],
      dirty: [{ kind: "run", key: runId }],
    };
  },
});

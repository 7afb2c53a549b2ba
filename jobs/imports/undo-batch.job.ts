import { defineJob } from "@/jobs/job";
import { undoImportBatch } from "@/lib/imports/topics";

export default defineJob({ topic: undoImportBatch, load: () => import("./undo-batch.handler") });

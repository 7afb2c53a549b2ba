import { defineJob } from "@/jobs/job";
import { commitImportBatch } from "@/lib/imports/topics";

export default defineJob({ topic: commitImportBatch, load: () => import("./commit-batch.handler") });

import { defineJob } from "@/jobs/job";
import { pullContactsBatch } from "@/lib/imports/topics";

export default defineJob({ topic: pullContactsBatch, load: () => import("./pull-contacts.handler") });

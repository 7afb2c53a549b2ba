import { defineJob } from "@/jobs/job";
import { forgetImportFile } from "@/lib/imports/topics";

export default defineJob({ topic: forgetImportFile, load: () => import("./forget-file.handler") });

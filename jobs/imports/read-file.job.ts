import { defineJob } from "@/jobs/job";
import { readImportFile } from "@/lib/imports/topics";

export default defineJob({ topic: readImportFile, load: () => import("./read-file.handler") });

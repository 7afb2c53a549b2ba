import { defineJob } from "@/jobs/job";
import { tidyPictures } from "@/lib/website/topics";

export default defineJob({ topic: tidyPictures, load: () => import("./tidy-pictures.handler") });

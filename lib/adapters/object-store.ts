import { env } from "@/lib/platform/env";
import type { ObjectStore } from "@/lib/platform/ports";
import { diskStore } from "./disk/object-store";
import { s3Store } from "./s3/object-store";

let memo: ObjectStore | undefined;

/** The configured store of this process. */
export function objectStore(): ObjectStore {
  const e = env();
  memo ??=
    e.OBJECT_STORE === "s3"
      ? s3Store({
          bucket: e.S3_BUCKET!,
          region: e.S3_REGION,
          endpoint: e.S3_ENDPOINT,
          accessKeyId: e.S3_ACCESS_KEY_ID!,
          secretAccessKey: e.S3_SECRET_ACCESS_KEY!,
        })
      : diskStore(e.OBJECT_STORE_DIR);
  return memo;
}

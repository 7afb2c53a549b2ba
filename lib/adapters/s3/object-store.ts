import { Readable } from "node:stream";
import {
  DeleteObjectCommand,
  GetObjectCommand,
  ListObjectsV2Command,
  type ListObjectsV2CommandOutput,
  S3Client,
} from "@aws-sdk/client-s3";
import { Upload } from "@aws-sdk/lib-storage";
import { AppError } from "@/lib/kernel/errors";
import type { ObjectStore } from "@/lib/platform/ports";

export interface S3Options {
  bucket: string;
  region: string;
  endpoint?: string | undefined;
  accessKeyId: string;
  secretAccessKey: string;
}

/** Any S3-compatible store. Multipart upload makes an object visible only when it is whole. */
export function s3Store(options: S3Options): ObjectStore {
  const client = new S3Client({
    region: options.region,
    credentials: { accessKeyId: options.accessKeyId, secretAccessKey: options.secretAccessKey },
    ...(options.endpoint ? { endpoint: options.endpoint, forcePathStyle: true } : {}),
  });
  return {
    async put(key, body) {
      let bytes = 0;
      body.on("data", (chunk: Buffer) => {
        bytes += chunk.length;
      });
      await new Upload({ client, params: { Bucket: options.bucket, Key: key, Body: body } }).done();
      return { bytes };
    },
    async get(key) {
      try {
        const found = await client.send(new GetObjectCommand({ Bucket: options.bucket, Key: key }));
        return { body: Readable.from(found.Body as Readable), bytes: found.ContentLength ?? 0 };
      } catch (error) {
        if ((error as Error).name === "NoSuchKey")
          throw new AppError("not_found", "That file is no longer there.");
        throw error;
      }
    },
    async delete(key) {
      await client.send(new DeleteObjectCommand({ Bucket: options.bucket, Key: key }));
    },
    async *list(folder) {
      let next: string | undefined;
      do {
        const found: ListObjectsV2CommandOutput = await client.send(
          new ListObjectsV2Command({
            Bucket: options.bucket,
            Prefix: folder,
            ...(next ? { ContinuationToken: next } : {}),
          }),
        );
        for (const { Key, LastModified } of found.Contents ?? [])
          if (Key && LastModified) yield { key: Key, writtenAt: LastModified };
        next = found.NextContinuationToken;
      } while (next);
    },
  };
}

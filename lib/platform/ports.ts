import type { Readable } from "node:stream";

/** Where files live: uploads waiting to be read, exports waiting to be fetched, pictures. Keys are ours, never a user's text. */
export interface ObjectStore {
  /** Writes the whole stream or nothing. Returns the bytes written. */
  put(key: string, body: Readable): Promise<{ bytes: number }>;
  /** Throws AppError `not_found`. */
  get(key: string): Promise<{ body: Readable; bytes: number }>;
  /** Deleting what is not there is done. */
  delete(key: string): Promise<void>;
  /** Everything below a folder (its key with the slash at the end), in no order, with when it was written. */
  list(folder: string): AsyncIterable<{ key: string; writtenAt: Date }>;
}

export interface Mail {
  to: string;
  subject: string;
  text: string;
  /** The same for who reads mail with pictures and links; the text always goes along. */
  html?: string;
}

export interface Mailer {
  send(mail: Mail): Promise<void>;
}

import {
  closeSync,
  createReadStream,
  existsSync,
  ftruncateSync,
  mkdirSync,
  openSync,
  writeSync,
} from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";

const FLUSH_MS = 50;

/** An append-only file of JSON lines, written in batches. */
export class Journal {
  private readonly file: string;
  private readonly fd: number;
  private buffer: string[] = [];
  private timer: NodeJS.Timeout | undefined;

  constructor(folder: string) {
    mkdirSync(folder, { recursive: true });
    this.file = join(folder, "ledger.jsonl");
    this.fd = openSync(this.file, "a");
  }

  /** Queues one line. */
  add(line: object): void {
    this.buffer.push(JSON.stringify(line));
    this.timer ??= setTimeout(() => this.flush(), FLUSH_MS);
  }

  /** Writes what is queued. */
  flush(): void {
    clearTimeout(this.timer);
    this.timer = undefined;
    if (this.buffer.length === 0) return;
    writeSync(this.fd, `${this.buffer.join("\n")}\n`);
    this.buffer = [];
  }

  /** Empties the file. */
  truncate(): void {
    this.buffer = [];
    ftruncateSync(this.fd);
  }

  close(): void {
    this.flush();
    closeSync(this.fd);
  }

  /** Calls `each` for every line that can be read; a torn last line is skipped. */
  async read(each: (line: unknown) => void): Promise<void> {
    if (!existsSync(this.file)) return;
    const lines = createInterface({ input: createReadStream(this.file, "utf8"), crlfDelay: Infinity });
    for await (const line of lines) {
      let value: unknown;
      try {
        value = JSON.parse(line);
      } catch {
        continue;
      }
      each(value);
    }
  }
}

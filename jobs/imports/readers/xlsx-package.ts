import { type Entry, fromBufferPromise, type ZipFile } from "yauzl";
import { fileRefusal } from "@/lib/imports/rules/encoding";
import { ListRefusal } from "./refusal";

const MAX_ENTRIES = 500;
const MAX_UNPACKED = 200 * 1024 * 1024;
const MAX_RATIO = 200;
/** Below this a high ratio is only a small file of blanks. */
const RATIO_FLOOR = 10 * 1024 * 1024;
const MAX_XML = 20 * 1024 * 1024;

const DAMAGED = fileRefusal("xlsx");
const TOO_LARGE =
  "This Excel workbook unpacks to far more than a guest list can be. Copy the guests' rows into a new workbook, save it, and upload that file.";
const LOCKED = fileRefusal("locked");

/** The files in a workbook, unpacked one at a time and never beyond the limits. */
export class WorkbookPackage {
  readonly #zip: ZipFile;
  readonly #entries: Map<string, Entry>;
  readonly #counted = new Set<string>();
  #unpacked = 0;

  private constructor(zip: ZipFile, entries: Map<string, Entry>) {
    this.#zip = zip;
    this.#entries = entries;
  }

  /** Throws ListRefusal when it is no workbook, damaged, locked, or says itself that it is too large. */
  static async open(bytes: Buffer): Promise<WorkbookPackage> {
    const entries = new Map<string, Entry>();
    let declared = 0;
    try {
      const zip = await fromBufferPromise(bytes, { lazyEntries: true });
      for await (const entry of zip.eachEntry()) {
        declared += entry.uncompressedSize;
        if (entries.size >= MAX_ENTRIES || declared > MAX_UNPACKED || isBomb(entry, entry.uncompressedSize))
          throw new ListRefusal(TOO_LARGE);
        if (entry.isEncrypted()) throw new ListRefusal(LOCKED);
        entries.set(entry.fileName.replace(/^\/+/, ""), entry);
      }
      return new WorkbookPackage(zip, entries);
    } catch (error) {
      throw error instanceof ListRefusal ? error : damaged(error);
    }
  }

  has(name: string): boolean {
    return this.#entries.has(name);
  }

  /** A part's text in pieces. Throws ListRefusal when it is missing, damaged or unpacks beyond the limits. */
  async *read(name: string): AsyncGenerator<string, void, void> {
    const entry = this.#entries.get(name);
    if (!entry) throw new ListRefusal(DAMAGED);
    const decoder = new TextDecoder();
    let size = 0;
    try {
      for await (const chunk of await this.#zip.openReadStreamPromise(entry)) {
        size += chunk.length;
        // What is read once more is no more than it was.
        if (!this.#counted.has(name)) this.#unpacked += chunk.length;
        if (this.#unpacked > MAX_UNPACKED || isBomb(entry, size)) throw new ListRefusal(TOO_LARGE);
        yield decoder.decode(chunk, { stream: true });
      }
      this.#counted.add(name);
      yield decoder.decode();
    } catch (error) {
      throw error instanceof ListRefusal ? error : damaged(error);
    }
  }

  /** A small part as one text. */
  async readWhole(name: string): Promise<string> {
    let text = "";
    for await (const piece of this.read(name)) {
      text += piece;
      if (text.length > MAX_XML) throw new ListRefusal(TOO_LARGE);
    }
    return text;
  }
}

/** What every broken workbook is told, the reason kept for the log. */
export const damaged = (cause?: unknown): ListRefusal => new ListRefusal(DAMAGED, { cause });
export const tooLarge = (): ListRefusal => new ListRefusal(TOO_LARGE);

const isBomb = (entry: Entry, size: number): boolean =>
  size > RATIO_FLOOR && size > MAX_RATIO * Math.max(1, entry.compressedSize);

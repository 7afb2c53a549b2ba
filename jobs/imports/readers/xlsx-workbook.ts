import { fileRefusal } from "@/lib/imports/rules/encoding";
import { ListRefusal } from "./refusal";
import { damaged, tooLarge, type WorkbookPackage } from "./xlsx-package";
import { readXml } from "./xlsx-xml";

export type Workbook = {
  /** The worksheets people see, in their order. */
  sheets: { name: string; part: string }[];
  /** Dates count from 1904, as old Macs did. */
  from1904: boolean;
  sharedStrings: string[];
  /** By style index, whether its number format shows a date. */
  dateStyles: boolean[];
};

const MAX_SHARED_CHARS = 60 * 1024 * 1024;
const MAX_SHEETS = 200;

/** What the sheets' cells refer to. Throws ListRefusal when the package is no workbook we can read. */
export async function readWorkbook(pack: WorkbookPackage): Promise<Workbook> {
  if (pack.has("xl/workbook.bin"))
    throw new ListRefusal(
      "This is a binary Excel workbook (.xlsb). Open it in Excel, save it as an Excel workbook (.xlsx), and upload that file.",
    );
  const main = pack.has("xl/workbook.xml") ? "xl/workbook.xml" : await officeDocument(pack);
  const folder = main.slice(0, main.lastIndexOf("/") + 1);
  const relations = await readRelations(pack, `${folder}_rels/${main.slice(folder.length)}.rels`, folder);
  const listed: { name: string; id: string; hidden: boolean }[] = [];
  let from1904 = false;
  await readXml(pack.read(main), {
    open: (name, attributes) => {
      if (name === "workbookPr") from1904 = /^(?:1|true)$/.test(attributes().date1904 ?? "");
      if (name !== "sheet" || listed.length >= MAX_SHEETS) return;
      const { name: title = "", id = "", state } = attributes();
      listed.push({ name: title, id, hidden: state !== undefined && state !== "visible" });
    },
  });
  const visible = listed.filter(({ hidden }) => !hidden);
  const sheets = (visible.length > 0 ? visible : listed).flatMap(({ name, id }) => {
    const relation = relations.get(id);
    return relation && /\/worksheet$/.test(relation.type) && pack.has(relation.part)
      ? [{ name, part: relation.part }]
      : [];
  });
  if (sheets.length === 0) throw damaged();
  const partOf = (type: string) => [...relations.values()].find((one) => one.type.endsWith(type))?.part;
  return {
    sheets,
    from1904,
    sharedStrings: await readSharedStrings(pack, partOf("/sharedStrings")),
    dateStyles: await readDateStyles(pack, partOf("/styles")),
  };
}

async function officeDocument(pack: WorkbookPackage): Promise<string> {
  const relations = pack.has("_rels/.rels") ? await readRelations(pack, "_rels/.rels", "") : new Map();
  for (const { type, part } of relations.values())
    if (type.endsWith("/officeDocument") && pack.has(part) && /workbook/i.test(part)) return part;
  if (pack.has("Index/Document.iwa") || pack.has("Index.zip")) throw new ListRefusal(fileRefusal("numbers"));
  if (pack.has("word/document.xml")) throw new ListRefusal(fileRefusal("document"));
  const isOds = pack.has("META-INF/manifest.xml") || pack.has("mimetype");
  throw new ListRefusal(fileRefusal(isOds ? "ods" : "zip"));
}

async function readRelations(pack: WorkbookPackage, name: string, folder: string) {
  const relations = new Map<string, { type: string; part: string }>();
  await readXml(pack.read(name), {
    open: (element, attributes) => {
      if (element !== "Relationship") return;
      const { Id = "", Type: type = "", Target: target = "" } = attributes();
      relations.set(Id, { type, part: target.startsWith("/") ? target.slice(1) : folder + target });
    },
  });
  return relations;
}

async function readSharedStrings(pack: WorkbookPackage, part: string | undefined): Promise<string[]> {
  const strings: string[] = [];
  if (part === undefined || !pack.has(part)) return strings;
  let text = "";
  let chars = 0;
  let phonetic = false;
  let inText = false;
  await readXml(pack.read(part), {
    open: (name) => {
      if (name === "si") text = "";
      else if (name === "rPh") phonetic = true;
      else if (name === "t") inText = !phonetic;
    },
    text: (piece) => {
      if (inText) text += piece;
    },
    close: (name) => {
      if (name === "t") inText = false;
      else if (name === "rPh") phonetic = false;
      else if (name === "si") {
        chars += text.length;
        if (chars > MAX_SHARED_CHARS) throw tooLarge();
        strings.push(unescapeCell(text));
      }
    },
  });
  return strings;
}

/** Excel writes what XML cannot hold, and text that looks like it, as `_x000D_`. */
export const unescapeCell = (text: string): string =>
  text.includes("_x")
    ? text.replace(/_x([0-9A-Fa-f]{4})_/g, (_, hex) => String.fromCharCode(Number.parseInt(hex, 16)))
    : text;

const BUILT_IN_DATES = new Set([14, 15, 16, 17, 18, 19, 20, 21, 22, 27, 30, 36, 45, 46, 47, 50, 57]);

async function readDateStyles(pack: WorkbookPackage, part: string | undefined): Promise<boolean[]> {
  const styles: boolean[] = [];
  if (part === undefined || !pack.has(part)) return styles;
  const custom = new Map<number, boolean>();
  let inCells = false;
  await readXml(pack.read(part), {
    open: (name, attributes) => {
      if (name === "numFmt") {
        const { numFmtId, formatCode = "" } = attributes();
        custom.set(Number(numFmtId), isDateFormat(formatCode));
      } else if (name === "cellXfs") inCells = true;
      else if (name === "xf" && inCells) {
        const id = Number(attributes().numFmtId ?? 0);
        styles.push(custom.get(id) ?? BUILT_IN_DATES.has(id));
      }
    },
    close: (name) => {
      if (name === "cellXfs") inCells = false;
    },
  });
  return styles;
}

/** A format shows a date when day, month, year or hour letters stand outside quotes, colours and escapes. */
const isDateFormat = (code: string): boolean =>
  /[dmyh]/i.test(code.replace(/"[^"]*"|\\.|\[[^\]]*\]|_./g, "").replace(/general|e\+/gi, ""));

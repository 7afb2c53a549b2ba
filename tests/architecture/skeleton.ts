import { mkdir, readdir, readFile, symlink, writeFile } from "node:fs/promises";
import path from "node:path";
import { parse } from "@swc/core";

interface Import {
  target: string;
  typeOnly: boolean;
  statement: (target: string) => string;
}

type Node = Record<string, unknown> & { type?: string };

/** Every import of a TypeScript or TSX source, as statements on their own: what an edge checker needs and no more. */
async function importsOf(source: string, tsx: boolean): Promise<Import[]> {
  const found: Import[] = [];
  const visit = (node: unknown): void => {
    if (Array.isArray(node)) {
      for (const inner of node) visit(inner);
      return;
    }
    if (node === null || typeof node !== "object") return;
    const { type, ...fields } = node as Node;
    const target = (fields.source as Node | undefined)?.value as string | undefined;
    if (type === "ImportDeclaration" && target) {
      const specifiers = fields.specifiers as Node[];
      const typeOnly =
        fields.typeOnly === true ||
        (specifiers.length > 0 && specifiers.every((one) => one.isTypeOnly === true));
      found.push({
        target,
        typeOnly,
        statement: (to) => (typeOnly ? `import type { x } from "${to}";` : `import "${to}";`),
      });
    } else if ((type === "ExportAllDeclaration" || type === "ExportNamedDeclaration") && target) {
      const typeOnly = fields.typeOnly === true;
      found.push({
        target,
        typeOnly,
        statement: (to) => (typeOnly ? `export type { x } from "${to}";` : `export * from "${to}";`),
      });
    } else if (type === "CallExpression" && (fields.callee as Node).type === "Import") {
      const argument = ((fields.arguments as Node[])[0]?.expression as Node | undefined)?.value;
      if (typeof argument === "string")
        found.push({ target: argument, typeOnly: false, statement: (to) => `import("${to}");` });
    }
    for (const inner of Object.values(fields)) visit(inner);
  };
  visit((await parse(source, { syntax: "typescript", tsx, target: "es2022" })).body);
  return found;
}

/**
 * Writes a copy of the tree that holds nothing but imports, with the `@/` alias spelled out. dependency-cruiser's swc
 * parser knows no JSX, and TypeScript 7 has no API for its alias look-up; the edges of the copy are those of the tree.
 */
export async function writeSkeleton(from: string, to: string, roots: readonly string[]): Promise<void> {
  for (const root of roots) {
    for (const entry of await readdir(path.join(from, root), { recursive: true, withFileTypes: true }).catch(
      () => [],
    )) {
      if (!entry.isFile() || !/\.(ts|tsx|css)$/.test(entry.name)) continue;
      const file = path.relative(from, path.join(entry.parentPath, entry.name));
      const source = await readFile(path.join(from, file), "utf8");
      const every = file.endsWith(".css") ? [] : await importsOf(source, file.endsWith(".tsx"));
      // A screen may know the shape of what it shows; a type is gone before the browser sees it.
      const imports = /^(app|components)\//.test(file) ? every.filter((one) => !one.typeOnly) : every;
      const lines = imports.map(({ target, statement }) => {
        if (!target.startsWith("@/")) return statement(target);
        const relative = path.relative(path.dirname(file), target.slice(2));
        return statement(relative.startsWith(".") ? relative : `./${relative}`);
      });
      await mkdir(path.dirname(path.join(to, file)), { recursive: true });
      await writeFile(path.join(to, file), `${lines.join("\n")}\nexport const here = 1;\n`);
    }
  }
  await symlink(path.join(from, "node_modules"), path.join(to, "node_modules"), "dir");
}

/** The part of saxen 11 we use; it comes without types. */
declare module "saxen" {
  export class Parser {
    on(
      event: "openTag",
      listener: (
        name: string,
        attributes: () => Record<string, string>,
        decode: unknown,
        selfClosing: boolean,
      ) => void,
    ): this;
    on(event: "closeTag", listener: (name: string) => void): this;
    on(
      event: "text" | "cdata" | "comment" | "question" | "attention",
      listener: (value: string) => void,
    ): this;
    on(event: "error" | "warn", listener: (error: Error) => void): this;
    write(chunk: string): this;
    end(): unknown;
  }
}

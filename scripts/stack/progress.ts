/** Progress on stderr: one line a step, with its time, and a sign of life for anything over a second. */
export function createProgress(quiet = false) {
  const write = (text: string) => {
    if (!quiet) process.stderr.write(text);
  };
  return {
    line: (text: string) => write(`  ${text}\n`),
    async step<T>(name: string, work: (log: (line: string) => void) => Promise<T>): Promise<T> {
      const started = performance.now();
      const seconds = () => (performance.now() - started) / 1000;
      const live = process.stderr.isTTY === true;
      let said = false;
      // On a terminal the line counts the seconds; in a log file a line now and then is enough.
      const timer = setInterval(
        () => {
          said = true;
          write(
            live
              ? `\r  … ${name} (${Math.round(seconds())} s)   `
              : `  … ${name} (${Math.round(seconds())} s)\n`,
          );
        },
        live ? 1_000 : 10_000,
      );
      const end = (sign: string) => {
        clearInterval(timer);
        write(
          `${said && live ? "\r" : ""}  ${sign} ${name} (${seconds().toFixed(1)} s)${live ? " ".repeat(12) : ""}\n`,
        );
      };
      try {
        const result = await work((line) => write(`    ${line}\n`));
        end("✓");
        return result;
      } catch (error) {
        end("✗");
        throw error;
      }
    },
  };
}

export type Progress = ReturnType<typeof createProgress>;

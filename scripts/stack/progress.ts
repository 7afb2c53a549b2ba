/** Progress on stderr: one line a step, with its time, and a sign of life for anything over a second. */
export function createProgress(quiet = false) {
  const write = (text: string) => {
    if (!quiet) process.stderr.write(text);
  };
  return {
    line: (text: string) => write(`  ${text}\n`),
    async step<T>(name: string, work: (log: (line: string) => void) => Promise<T>): Promise<T> {
      const started = performance.now();
      let said = false;
      const timer = setInterval(() => {
        said = true;
        write(`\r  … ${name} (${Math.round((performance.now() - started) / 1000)} s)   `);
      }, 1_000);
      try {
        const result = await work((line) => write(`${said ? "\r" : ""}    ${line}${" ".repeat(20)}\n`));
        clearInterval(timer);
        write(
          `${said ? "\r" : ""}  ✓ ${name} (${((performance.now() - started) / 1000).toFixed(1)} s)${" ".repeat(20)}\n`,
        );
        return result;
      } catch (error) {
        clearInterval(timer);
        write(`${said ? "\r" : ""}  ✗ ${name}${" ".repeat(20)}\n`);
        throw error;
      }
    },
  };
}

export type Progress = ReturnType<typeof createProgress>;

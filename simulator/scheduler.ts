interface Task {
  due: number;
  order: number;
  run: () => void;
}

const SLICE = 500;

function before(a: Task, b: Task): boolean {
  return a.due < b.due || (a.due === b.due && a.order < b.order);
}

/** All future work of the simulator: a binary heap behind a single timer. */
export class Scheduler {
  private heap: Task[] = [];
  private order = 0;
  private timer: NodeJS.Timeout | undefined;
  private timerDue = Number.POSITIVE_INFINITY;
  private closed = false;

  /** Number of tasks that have not run yet. */
  get size(): number {
    return this.heap.length;
  }

  /** Runs the task after `ms` milliseconds. */
  after(ms: number, run: () => void): void {
    if (this.closed) return;
    this.push({ due: Date.now() + Math.max(0, ms), order: this.order++, run });
    this.arm();
  }

  /** Forgets every task. */
  clear(): void {
    this.heap = [];
    clearTimeout(this.timer);
    this.timerDue = Number.POSITIVE_INFINITY;
  }

  /** Forgets every task and takes no new one. */
  close(): void {
    this.closed = true;
    this.clear();
  }

  private arm(): void {
    const head = this.heap[0];
    if (!head || head.due >= this.timerDue) return;
    clearTimeout(this.timer);
    this.timerDue = head.due;
    this.timer = setTimeout(() => this.fire(), Math.max(0, head.due - Date.now()));
  }

  private fire(): void {
    this.timerDue = Number.POSITIVE_INFINITY;
    const now = Date.now();
    // A slice per turn keeps the HTTP server responsive when thousands of tasks fall due together.
    for (let done = 0; done < SLICE; done++) {
      const head = this.heap[0];
      if (!head || head.due > now) break;
      this.pop();
      head.run();
    }
    this.arm();
  }

  private push(task: Task): void {
    const heap = this.heap;
    let at = heap.push(task) - 1;
    while (at > 0) {
      const up = (at - 1) >> 1;
      const parent = heap[up] as Task;
      if (!before(task, parent)) break;
      heap[at] = parent;
      at = up;
    }
    heap[at] = task;
  }

  private pop(): void {
    const heap = this.heap;
    const last = heap.pop() as Task;
    if (heap.length === 0) return;
    let at = 0;
    for (;;) {
      let child = at * 2 + 1;
      if (child >= heap.length) break;
      const right = child + 1;
      if (right < heap.length && before(heap[right] as Task, heap[child] as Task)) child = right;
      if (!before(heap[child] as Task, last)) break;
      heap[at] = heap[child] as Task;
      at = child;
    }
    heap[at] = last;
  }
}

// Looks for a number whose SHA-256 together with the task begins with so many zero bits. It begins anywhere:
// where all browsers have the same task, each finds a number of its own.

const AT_ONCE = 128;

async function zeros(task, number) {
  const text = new TextEncoder().encode(`${task}.${number}`);
  const digest = new DataView(await crypto.subtle.digest("SHA-256", text));
  return Math.clz32(digest.getUint32(0));
}

async function solve(task, bits) {
  for (let first = Math.floor(Math.random() * 1e11); ; first += AT_ONCE) {
    const tried = await Promise.all(
      Array.from({ length: AT_ONCE }, (_, more) => zeros(task, first + more)),
    );
    const found = tried.findIndex((count) => count >= bits);
    if (found >= 0) return String(first + found);
  }
}

self.onmessage = async ({ data }) => self.postMessage(await solve(data.task, data.bits));

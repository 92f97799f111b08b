// The work of an open form, in a thread of its own (worker.js), where this browser can do it.

export const canWork = Boolean(globalThis.Worker && globalThis.isSecureContext);

/** The number that solves the task; fails where the thread cannot be had. */
export function workOut(task, { worker: address, bits }) {
  return new Promise((resolve, reject) => {
    const worker = new Worker(address);
    worker.onmessage = ({ data }) => {
      worker.terminate();
      resolve(data);
    };
    worker.onerror = () => {
      worker.terminate();
      reject(new Error("no work"));
    };
    worker.postMessage({ task, bits: Number(bits) });
  });
}

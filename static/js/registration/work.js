// Lets the browser work for the form while people type. Without scripts, without a worker or
// without its own hashing, nothing happens: the form then goes by the quiet lane.

const answer = document.querySelector("input[name=work_answer]");

if (answer && window.Worker && window.isSecureContext) {
  const worker = new Worker(answer.dataset.worker);
  worker.onmessage = ({ data }) => {
    answer.value = data;
    worker.terminate();
  };
  worker.onerror = () => worker.terminate();
  const task = document.querySelector("input[name=work]").value;
  worker.postMessage({ task, bits: Number(answer.dataset.bits) });
}

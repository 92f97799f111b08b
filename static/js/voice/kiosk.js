// A silent kiosk begins anew: what the visitor before has typed or read is gone.

const home = document.querySelector("a[data-silence]");
let last = Date.now();

for (const sign of ["pointerdown", "keydown", "input"]) {
  document.addEventListener(sign, () => { last = Date.now(); });
}
setInterval(() => {
  if (Date.now() - last > Number(home.dataset.silence) * 1000) window.location.replace(home.href);
}, 1000);

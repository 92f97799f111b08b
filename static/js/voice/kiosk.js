// A silent kiosk begins anew: what the visitor before has typed or read is gone, and no way leads back to it.

const home = document.querySelector("a[data-silence]");
let last = Date.now();

for (const sign of ["pointerdown", "keydown", "input"]) {
  document.addEventListener(sign, () => { last = Date.now(); });
}
setInterval(() => {
  if (Date.now() - last > Number(home.dataset.silence) * 1000) window.location.replace(home.href);
}, 1000);
document.addEventListener("click", (event) => {
  const link = event.target.closest("a[href]");
  if (link?.href !== home.href) return;
  event.preventDefault();
  window.location.replace(home.href);
});

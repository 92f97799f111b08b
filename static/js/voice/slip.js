// Prints the stub of a text. Without scripts the browser's own way to print does the same.

const button = document.querySelector("[data-print]");

if (button) {
  button.hidden = false;
  button.addEventListener("click", () => print());
}

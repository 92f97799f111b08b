// The paper opens in a place of its own; here the desk is ready for the next person.

const PATIENCE = 1_500; // milliseconds, until the registration has reached the server
const next = document.querySelector(".reading p a");

document.querySelector(".reading").addEventListener("submit", ({ submitter }) => {
  if (submitter?.formTarget) setTimeout(() => location.replace(next.href), PATIENCE);
});

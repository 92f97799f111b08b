// The pass that a ticket gives along stands behind the # of the address: the server is never asked for it,
// and the same kept page serves everybody. It goes along with the answer, and to the stop's other surveys.

const pass = location.hash.slice(1);

if (/^[0-9a-f]{64}$/.test(pass)) {
  document.querySelector("[name=pass]").value = pass;
  document.getElementById("holder").hidden = true;
  document.getElementById("known").hidden = false;
  for (const link of document.querySelectorAll("a[data-pass], a.lang, .foot a[hreflang]")) link.hash = pass;
}

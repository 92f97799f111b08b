// A stub's picture leads here with its code behind the #, which no server is told: it goes into the field.

const code = location.hash.slice(1);

if (/^\d{10,12}$/.test(code)) {
  document.querySelector("[name=code]").value = code;
  history.replaceState(null, "", location.pathname);
}

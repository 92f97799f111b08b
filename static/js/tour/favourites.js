// My sessions: a star on each, kept on this device alone. Nothing is sent; the keys of sessions
// stay the same through every release, and so do the stars.

const KEPT = "caravan.my-sessions";
const words = document.querySelector("[data-stop]").dataset;
let kept = read(); // by stop: the keys of the sessions
let isAlone = false; // whether only these are shown

function read() {
  try {
    return JSON.parse(localStorage.getItem(KEPT)) ?? {};
  } catch {
    return {};
  }
}

function write() {
  try {
    localStorage.setItem(KEPT, JSON.stringify(kept));
  } catch {
    // a browser that keeps nothing: the stars last as long as the page
  }
}

function mine() {
  return new Set(kept[words.stop] ?? []);
}

function toggle(key) {
  const keys = mine();
  if (!keys.delete(key)) keys.add(key);
  kept = { ...read(), [words.stop]: [...keys] };
  write();
  draw();
}

function lines() {
  return [...document.querySelectorAll("#agenda .timed > li[id]")].map((line) => ({ line, key: line.id.slice(2) }));
}

function button(className, text, press) {
  const made = document.createElement("button");
  made.type = "button";
  made.className = className;
  made.textContent = text;
  made.addEventListener("click", press);
  return made;
}

function star(line, key) {
  const made = button("star", words.keep, () => toggle(key));
  made.id = `star-${key}`;
  made.setAttribute("aria-describedby", `t-${key}`);
  line.querySelector("h3").id = `t-${key}`;
  line.append(made);
  return made;
}

/** What the switch stands behind: the filter, else the days, else the heading. */
function place() {
  const found = ["details.filter", ".chips", ".days", "h2"].map((one) => document.querySelector(`#agenda > ${one}`));
  return found.find(Boolean);
}

/** The switch between the whole agenda and one's own. */
function choose() {
  const made = button("star all", "", () => { isAlone = !isAlone; draw(); });
  made.id = "my-sessions";
  place().after(made);
  const none = document.createElement("p");
  none.id = "none-kept";
  none.className = "soft";
  none.textContent = words.none;
  made.after(none);
  return made;
}

function draw() {
  const keys = mine();
  if (!lines().length) return;
  for (const { line, key } of lines()) {
    const made = document.getElementById(`star-${key}`) ?? star(line, key);
    made.setAttribute("aria-pressed", String(keys.has(key)));
    line.hidden = isAlone && !keys.has(key);
  }
  const count = lines().filter(({ key }) => keys.has(key)).length;
  const all = document.getElementById("my-sessions") ?? choose();
  all.textContent = `${words.mine} (${count})`;
  all.setAttribute("aria-pressed", String(isAlone));
  document.getElementById("none-kept").hidden = !isAlone || count > 0;
}

document.addEventListener("renewed", draw);
addEventListener("storage", () => { kept = read(); draw(); });
draw();

// Forms that wait on this phone (registrations, answers to a survey): kept until the server has them,
// without any time limit, then only the way to the ticket or the thanks, until that was opened.

const NAME = "caravan-registrations";
const STORE = "forms";
let opening = null;

function open() {
  opening ??= new Promise((resolve, reject) => {
    const asked = indexedDB.open(NAME, 1);
    asked.onupgradeneeded = () => asked.result.createObjectStore(STORE, { keyPath: "id", autoIncrement: true });
    asked.onsuccess = () => resolve(asked.result);
    asked.onerror = () => reject(asked.error);
  });
  return opening;
}

/** Strict: it is on the disk before anybody is told, so that a dead battery loses nothing. */
async function act(mode, todo) {
  const base = await open();
  return new Promise((resolve, reject) => {
    const doing = base.transaction(STORE, mode, { durability: "strict" });
    const asked = todo(doing.objectStore(STORE));
    doing.oncomplete = () => resolve(asked.result);
    doing.onabort = () => reject(doing.error);
  });
}

/** Keep an entry (`path`, `name`, `fields`) or what became of it; gives its number. */
export const keep = (entry) => act("readwrite", (store) => store.put(entry));

export const forget = (id) => act("readwrite", (store) => store.delete(id));

export const all = () => act("readonly", (store) => store.getAll());

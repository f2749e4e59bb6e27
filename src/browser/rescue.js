// Shown when the program has stopped, or did not come: every design that is kept in this browser, with what was typed last, to copy or
// to download. It reads what the program has stored and writes nothing.
globalThis.rescue = async (open, forbidden) => {
  const element = (tag, text, parent) => {
    const made = document.createElement(tag);
    if (text) made.textContent = text;
    parent?.append(made);
    return made;
  };
  const entry = (key) => { try { return localStorage.getItem(key); } catch { return null; } };
  const keys = () => { try { return Object.keys(localStorage); } catch { return []; } };

  // The texts in the database; none where it cannot be read.
  const stored = () => new Promise((done) => {
    const none = () => done(new Map());
    try {
      const request = indexedDB.open("envelope");
      request.onerror = request.onblocked = none;
      // There is no database yet, and it is not for this page to make one.
      request.onupgradeneeded = () => request.transaction.abort();
      request.onsuccess = () => {
        const designs = request.result.transaction("designs").objectStore("designs");
        const names = designs.getAllKeys(), texts = designs.getAll();
        texts.onsuccess = () => done(new Map(names.result.map((name, at) => [name, texts.result[at]])));
        texts.onerror = none;
      };
    } catch { none(); }
  });

  // Puts what was typed into one entry into a document.
  const enter = (document, line) => {
    const [, , key, row, text] = line.match(/^(\d+) (\S+) (\d+) (.*)$/) ?? [];
    if (!key) return;
    const [room, name] = key.split(".");
    const value = text.replace(/\\(.)/g, (_, c) => (c === "n" ? "\n" : c));
    if (row === "0") return void ((document[room] ??= {})[name] = value);
    for (const part of Object.values(document)) {
      for (const rows of Object.values(part ?? {}).filter(Array.isArray)) {
        for (const found of rows.filter((each) => String(each.id) === row)) found[name] = value;
      }
    }
  };

  const revision = (text) => Number(text?.match(/^{"revision":(\d+)/)?.[1] ?? -1);

  // The newest of what is kept of one design, as the text of a file.
  const newest = (name, text) => {
    const end = name === "current" ? "" : ":" + name;
    const of = (kind) => keys().filter((key) => key.split("@")[0] === "envelope:" + kind + end);
    for (const key of of("journal")) if (revision(entry(key)) > revision(text)) text = entry(key);
    try {
      const { document } = JSON.parse(text ?? '{"document":{}}');
      for (const key of of("edits")) {
        const lines = (entry(key) ?? "").split("\n").filter((line) => parseInt(line) > revision(text));
        for (const line of lines) enter(document, line);
      }
      return [document.title || "Untitled design", JSON.stringify(document, null, 2) + "\n"];
    } catch {
      return ["Damaged design", text];
    }
  };

  // Without the program the shell is still there, which says what this is.
  const came = !document.querySelector(":root:not([data-begun]) #shell");
  if (came) document.body.replaceChildren();
  const main = element("main", "", document.body);
  main.className = "rescue";
  element(came ? "h1" : "h2", came ? "The program has stopped" : "The program could not be loaded", main);
  const lede = element("p", came
    ? "Something in it went wrong, and it saves nothing any more. What you typed is below, as it was kept with every key. Load the page again to go on; if it stops again, take your designs along first."
    : (forbidden
      ? "This browser, or a rule of the place where it is used, runs no WebAssembly, of which the program is made."
      : "A part of it did not come, or not whole. Load the page again.")
      + " Whatever you have kept in this browser is below, to be taken along.", main);
  lede.className = "lede";
  lede.setAttribute("role", "alert");
  const again = element("button", "Load the page again", main);
  again.className = "primary";
  again.onclick = () => location.reload();

  const texts = await stored();
  const names = [...texts.keys()].filter((name) => !String(name).includes(":"));
  // A design that has never been stored stands in a journal alone.
  for (const key of keys()) {
    const journal = key.match(/^envelope:(?:journal|edits)(?::([^@]*))?(?:@|$)/);
    if (journal) names.push(journal[1] ?? "current");
  }
  const here = open ?? entry("envelope:open") ?? "current";
  // What never came had nothing on its page.
  if (came) names.unshift(here);
  for (const name of new Set(names)) {
    const [title, text] = newest(name, texts.get(name));
    const card = element("section", "", main);
    card.className = "card";
    element("h2", title + (came && name === here ? " (was open)" : ""), card);
    const tools = element("div", "", card);
    tools.className = "tools";
    const copy = element("button", "Copy", tools);
    copy.setAttribute("aria-label", "Copy " + title);
    const field = element("textarea", "", card);
    Object.assign(field, { value: text, readOnly: true, rows: 6 });
    field.className = "in";
    field.setAttribute("aria-label", "Design as JSON, " + title);
    copy.onclick = () => {
      field.select();
      navigator.clipboard?.writeText(text).catch(() => document.execCommand("copy"));
    };
    const link = element("a", "Download", tools);
    link.setAttribute("aria-label", "Download " + title);
    link.href = URL.createObjectURL(new Blob([text], { type: "application/json" }));
    link.download = (title.replace(/[^\p{L}\p{N} ._-]/gu, "-").slice(0, 80) || "design") + ".json";
  }
};

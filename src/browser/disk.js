// Files on the disk, where the browser lets a page write them (File System Access), files that are dropped onto the
// page, and whether the browser promises to keep what it stores. Fetched after the first paint.
//
// A question is a list of texts, as is its answer; an error is a text in a person's words.
"use strict";
(() => {
  const LARGEST = 8 << 20;
  const TYPES = [
    { description: "Markdown", accept: { "text/markdown": [".md", ".markdown"] } },
    { description: "JSON", accept: { "application/json": [".json"] } },
  ];
  // By the name of a design: the handle of its file, when the file was written or read last, and when that was saved.
  // Kept in a database of its own; where there is none, as long as the page lives.
  const kept = new Map();
  // Files that were opened and belong to no design yet, and the file that is about to be written.
  const opened = [];
  let target = null;

  const done = (request) => new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = request.onblocked = () => reject(request.error);
  });
  const files = async (mode, act) => {
    const open = indexedDB.open("envelope-disk", 1);
    open.onupgradeneeded = () => open.result.createObjectStore("files");
    const database = await done(open);
    try {
      return await done(act(database.transaction("files", mode).objectStore("files")));
    } finally {
      database.close();
    }
  };
  const known = async (design) => {
    if (!kept.has(design)) {
      const stored = await files("readonly", (all) => all.get(design)).catch(() => null);
      kept.set(design, stored || {});
    }
    return kept.get(design);
  };
  const remember = async (design, file) => {
    kept.set(design, file);
    // Where it cannot be kept, the next visit asks for the file again.
    await files("readwrite", (all) => all.put(file, design)).catch(() => null);
  };
  const cancelled = (error) => {
    if (error.name === "AbortError") return null;
    throw error;
  };

  const read = async (file) => {
    if (file.size > LARGEST) throw `${file.name} is larger than ${LARGEST >> 20} MB: that is not a design.`;
    try {
      return new TextDecoder("utf-8", { fatal: true }).decode(await file.arrayBuffer());
    } catch (error) {
      throw error instanceof TypeError ? `${file.name} is not a text file.` : `${file.name} could not be read.`;
    }
  };
  // The name and text of a file, and the number of its handle for `keep`.
  const taken = async (file, handle) => {
    const text = await read(file);
    return [file.name, text, handle ? String(opened.push([handle, file.lastModified]) - 1) : ""];
  };

  const wishes = {
    // The file of this design: nothing where the browser has no such files, an empty name where nobody chose one.
    async target(design, suggested, anew) {
      target = null;
      if (!window.showSaveFilePicker) return [];
      const file = await known(design);
      if (file.handle && !anew) {
        const wanted = { mode: "readwrite" };
        const asked = (await file.handle.queryPermission(wanted)) === "granted"
          || (await file.handle.requestPermission(wanted)) === "granted";
        if (!asked) throw `The browser was not allowed to write ${file.handle.name}.`;
        target = file;
      } else {
        const handle = await window.showSaveFilePicker({ suggestedName: suggested, types: TYPES }).catch(cancelled);
        if (!handle) return [""];
        target = { handle };
      }
      return [target.handle.name];
    },
    async write(design, text) {
      const { handle, modified } = target;
      const name = handle.name;
      if (modified !== undefined) {
        const now = await handle.getFile().catch(() => null);
        if (!now) throw `${name} is not there any more. Choose Save as….`;
        if (now.lastModified !== modified) throw `${name} was changed by another program meanwhile. Save as… keeps both, or replaces it.`;
      }
      // The browser writes beside the file, and puts it in its place when all of it is there.
      const stream = await handle.createWritable();
      await stream.write(text);
      await stream.close();
      const { lastModified } = await handle.getFile();
      await remember(design, { handle, modified: lastModified, saved: Date.now() });
      return [];
    },
    async open() {
      if (!window.showOpenFilePicker) return [];
      const chosen = await window.showOpenFilePicker({ types: TYPES }).catch(cancelled);
      return chosen ? taken(await chosen[0].getFile(), chosen[0]) : [""];
    },
    async keep(design, number) {
      const [handle, modified] = opened[Number(number)];
      await remember(design, { handle, modified, saved: modified });
      return [];
    },
    async noted(design) {
      await remember(design, { ...await known(design), saved: Date.now() });
      return [];
    },
    // A sentence where the browser may delete what it keeps.
    async reminder(design) {
      if (await navigator.storage?.persisted?.()) return [];
      const { saved } = await known(design);
      const days = saved && Math.max(0, Math.floor((Date.now() - saved) / 86400000));
      const when = saved ? `was last saved to disk ${new Intl.RelativeTimeFormat("en", { numeric: "auto" }).format(-days, "day")}` : "was never saved to disk";
      return [`This browser may delete what it keeps when space is short. The open design ${when}.`];
    },
  };

  const dragsFiles = (event) => event.dataTransfer?.types.includes("Files");
  const mark = (over) => document.documentElement.toggleAttribute("data-drop", over);
  const listen = (hear) => {
    addEventListener("dragover", (event) => {
      if (!dragsFiles(event)) return;
      event.preventDefault();
      event.dataTransfer.dropEffect = "copy";
      mark(true);
    });
    addEventListener("dragleave", (event) => event.relatedTarget || mark(false));
    addEventListener("drop", async (event) => {
      if (!dragsFiles(event)) return;
      event.preventDefault();
      mark(false);
      const item = [...event.dataTransfer.items].find((item) => item.kind === "file");
      const file = item?.getAsFile();
      if (!file) return;
      // Asked for at once: the items are gone with the event.
      const handle = item.getAsFileSystemHandle?.().catch(() => null);
      const answer = /\.(md|markdown|json)$/i.test(file.name)
        ? await taken(file, await handle).catch((why) => [String(why)])
        : [`${file.name} is neither Markdown (.md) nor JSON (.json).`];
      hear(answer);
    });
  };
  // The promise to keep what is stored is asked for once there is something to be kept.
  const edited = (event) => {
    if (event.target.type === "search") return;
    removeEventListener("input", edited);
    navigator.storage?.persist?.().catch(() => null);
  };
  addEventListener("input", edited);

  window.envelopeDisk = async (question, hear) => {
    if (hear) return listen(hear);
    const [wish, ...texts] = question;
    try {
      return await wishes[wish](...texts);
    } catch (why) {
      throw typeof why === "string" ? why : `The browser says: ${why.message}`;
    }
  };
})();

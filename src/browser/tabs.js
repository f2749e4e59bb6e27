// What the program asks of the browser about its other tabs, and what is left when the program stops.
// Plain, because it must work where the program does not. It is no module, so that it is there before the program.
(() => {
  let told = () => {}, design, free, turn = 0, channel;

  // The lock of the design: at once if it is free, else as soon as it is, and the tab that has it writes.
  const take = (mine, options) => navigator.locks.request("envelope:" + design, options, (lock) => {
    if (mine !== turn) return;
    if (!lock) {
      take(mine, {});
      // A page that is being loaded anew lets go of it in a moment.
      setTimeout(() => mine === turn && !free && told("follows"), 250);
      return;
    }
    return new Promise((let_go) => { free = let_go; told("writes"); });
  }).catch((error) => {
    stopped(error);
    if (mine !== turn) return;
    const robbed = free && error.name === "AbortError";
    free = undefined;
    told(robbed ? "robbed" : "writes");
    if (robbed) take(mine, {});
  });

  const let_go = () => { free?.(); free = undefined; };

  const ask = (options) => {
    turn++;
    let_go();
    // Without locks, as where the page is not served securely, the check of each save is all there is.
    if (navigator.locks) take(turn, options); else Promise.resolve().then(() => told("writes"));
  };

  globalThis.envelope = {
    tell(to) {
      told = to;
      addEventListener("visibilitychange", () => told(document.hidden ? "hidden" : "shown"));
      addEventListener("pagehide", () => told("hidden"));
      addEventListener("pageshow", (event) => {
        if (!event.persisted) return;
        told("shown");
        ask({ ifAvailable: true });
      });
      try {
        channel = new BroadcastChannel("envelope");
        channel.onmessage = ({ data }) => data[0] === design && told(data[1]);
      } catch {}
    },
    join(name) { design = name; ask({ ifAvailable: true }); },
    steal() { ask({ steal: true }); },
    leave() {
      const mine = turn;
      let_go();
      // After whoever has asked for it.
      setTimeout(() => mine === turn && take(mine, {}), 1000);
    },
    say(what) { channel?.postMessage([design, what]); },
  };

  // A program that has stopped in the middle of something must never save again.
  const stopped = (error, missing) => {
    const { RuntimeError, CompileError, LinkError } = globalThis.WebAssembly ?? {};
    const trapped = [RuntimeError, CompileError, LinkError].some((kind) => kind && error instanceof kind);
    if (globalThis.envelope.stopped || !trapped && !missing) return;
    globalThis.envelope.stopped = true;
    slow.remove();
    const refuse = () => { throw new DOMException("the program has stopped", "InvalidStateError"); };
    Storage.prototype.setItem = Storage.prototype.removeItem = refuse;
    IDBObjectStore.prototype.put = IDBObjectStore.prototype.delete = refuse;
    turn++;
    told = () => {};
    let_go();
    // What a policy refuses is told by its words alone.
    rescue(!CompileError || (error instanceof CompileError && /eval|policy/i.test(error.message)));
  };
  const rescue = (forbidden) => {
    // It is here already where the page is one file.
    if (globalThis.rescue) return globalThis.rescue(design, forbidden);
    const script = document.createElement("script");
    script.src = "rescue.js";
    script.onload = () => globalThis.rescue?.(design, forbidden);
    script.onerror = () => shell()?.append("The program could not be loaded. Load the page again.");
    document.head.append(script);
  };
  // As long as it is there the program is not, and whatever fails is a part of it that did not come. A program that has
  // begun puts itself together behind it.
  const shell = () => document.querySelector(":root:not([data-begun]) #shell");
  // A slow network is no fault, but it is said.
  const slow = new Text("The program is still on its way. On a slow network it takes a while.");
  setTimeout(() => globalThis.envelope.stopped || shell()?.append(slow), 5000);
  addEventListener("error", (event) => stopped(event.error, document.getElementById("shell") && (event.error || event.target.tagName === "SCRIPT")), true);
  addEventListener("unhandledrejection", (event) => stopped(event.reason, shell()));
  // Fetched beforehand: by then there may be no network.
  addEventListener("load", () => setTimeout(() => {
    if (globalThis.rescue) return;
    const link = document.createElement("link");
    Object.assign(link, { rel: "prefetch", href: "rescue.js" });
    document.head.append(link);
  }, 3000));
})();

// Starts the page that is one file: takes the program and all that otherwise lies beside the page out of the file, and
// runs it. Nothing is fetched.
"use strict";
addEventListener("DOMContentLoaded", async () => {
  // What is packed stands in an element of its own, a byte a character; `xtask/src/single/pack.rs` writes it.
  const ESCAPE = 125, MASK = 64, ESCAPED = [0, 13, 60, ESCAPE];
  const place = document.getElementById("packed");
  const { length, files } = place.dataset;
  const say = (text) => {
    const line = document.createElement("p");
    line.textContent = text;
    line.setAttribute("role", "alert");
    document.getElementById("shell").append(line);
    envelope.stopped = true;
  };

  const bytes = (text) => {
    const codes = new Map();
    const characters = new TextDecoder("windows-1252").decode(Uint8Array.from({ length: 256 }, (_, byte) => byte));
    for (let byte = 0; byte < 256; byte++) codes.set(characters.charCodeAt(byte), byte);
    const found = new Uint8Array(text.length);
    let end = 0;
    for (let at = 0; at < text.length; at++) {
      const byte = codes.get(text.charCodeAt(at));
      const next = codes.get(text.charCodeAt(at + 1)) ^ MASK;
      const escaped = byte === ESCAPE && ESCAPED.includes(next);
      found[end++] = escaped ? next : byte;
      if (escaped) at++;
    }
    return found.subarray(0, end);
  };

  // LZMA without a header, with four bits of context and none of place (lc = 4, lp = pb = 0), as the specification of
  // the LZMA SDK has it.
  const unpacked = (packed, size) => {
    const out = new Uint8Array(size);
    const even = (count) => new Uint16Array(count).fill(1024);
    const isMatch = even(12), isRepeat = even(12), notFirst = even(12), isLong = even(12), notSecond = even(12), notThird = even(12);
    const literals = even(0x300 << 4), slots = even(256), special = even(115), align = even(16);
    const lengths = even(274), repeated = even(274);
    let at = 5, range = 0xffffffff, code = 0, end = 0, state = 0;
    let first = 0, second = 0, third = 0, fourth = 0;
    for (let byte = 1; byte < 5; byte++) code = ((code << 8) | packed[byte]) >>> 0;

    const refill = () => {
      if (range >= 0x1000000) return;
      range = (range << 8) >>> 0;
      code = ((code << 8) | packed[at++]) >>> 0;
    };
    const bit = (chances, one) => {
      const bound = (range >>> 11) * chances[one];
      const is = code < bound ? 0 : 1;
      if (is) {
        range -= bound;
        code -= bound;
        chances[one] -= chances[one] >> 5;
      } else {
        range = bound;
        chances[one] += (2048 - chances[one]) >> 5;
      }
      refill();
      return is;
    };
    const tree = (chances, bits, base) => {
      let node = 1;
      for (let left = bits; left; left--) node = (node << 1) | bit(chances, base + node);
      return node - (1 << bits);
    };
    const reversed = (chances, bits, base) => {
      let node = 1, value = 0;
      for (let nth = 0; nth < bits; nth++) {
        const is = bit(chances, base + node);
        node = (node << 1) | is;
        value |= is << nth;
      }
      return value;
    };
    const length = (chances) => {
      if (!bit(chances, 0)) return tree(chances, 3, 2);
      return bit(chances, 1) ? 16 + tree(chances, 8, 18) : 8 + tree(chances, 3, 10);
    };
    const distance = (slot) => {
      if (slot < 4) return slot;
      const bits = (slot >> 1) - 1;
      let value = 2 | (slot & 1);
      if (slot < 14) {
        value <<= bits;
        return value + reversed(special, bits, value - slot);
      }
      for (let left = bits - 4; left; left--) {
        range >>>= 1;
        const is = code < range ? 0 : 1;
        if (is) code -= range;
        value = (value << 1) | is;
        refill();
      }
      return (value << 4) + reversed(align, 4, 0);
    };
    const literal = () => {
      const base = 0x300 * (end ? out[end - 1] >> 4 : 0);
      let node = 1;
      if (state > 6) {
        let there = out[end - first - 1];
        do {
          const expected = (there >> 7) & 1;
          there <<= 1;
          const is = bit(literals, base + ((1 + expected) << 8) + node);
          node = (node << 1) | is;
          if (is !== expected) break;
        } while (node < 0x100);
      }
      while (node < 0x100) node = (node << 1) | bit(literals, base + node);
      out[end++] = node;
      state = state < 4 ? 0 : state < 10 ? state - 3 : state - 6;
    };

    while (end < size) {
      if (!bit(isMatch, state)) {
        literal();
        continue;
      }
      let count;
      if (bit(isRepeat, state)) {
        if (!bit(notFirst, state)) {
          if (!bit(isLong, state)) {
            state = state < 7 ? 9 : 11;
            out[end] = out[end - first - 1];
            end++;
            continue;
          }
        } else {
          let back = second;
          if (bit(notSecond, state)) {
            back = third;
            if (bit(notThird, state)) {
              back = fourth;
              fourth = third;
            }
            third = second;
          }
          second = first;
          first = back;
        }
        count = length(repeated);
        state = state < 7 ? 8 : 11;
      } else {
        [second, third, fourth] = [first, second, third];
        count = length(lengths);
        state = state < 7 ? 7 : 10;
        first = distance(tree(slots, 6, Math.min(count, 3) << 6));
      }
      for (let left = count + 2; left && end < size; left--, end++) out[end] = out[end - first - 1];
    }
    return out;
  };

  if (document.characterSet !== "windows-1252") {
    return say("This file works from a disk: save it, and open what was saved.");
  }
  const packed = bytes(place.textContent);
  place.remove();
  if (packed.length !== Number(length)) {
    return say("This file is not whole. It has to be fetched again.");
  }
  const sizes = JSON.parse(files);
  let end = 0;
  for (const name in sizes) end += sizes[name];
  const all = unpacked(packed, end);
  const found = new Map();
  end = 0;
  for (const name in sizes) found.set(name, all.subarray(end, end += sizes[name]));
  const text = (name) => found.has(name) ? new TextDecoder().decode(found.get(name)) : undefined;

  // Rules that a script has made need no place in the policy.
  const style = new CSSStyleSheet();
  style.replaceSync(text("main.css"));
  document.adoptedStyleSheets = [style];

  // What runs is named in the policy of the page by its hash; the worker, which cannot be, is made here and nowhere else.
  const same = { createScript: (script) => script, createScriptURL: (url) => url };
  const trusted = self.trustedTypes?.createPolicy("file", same) ?? same;
  const run = (name) => {
    const script = document.createElement("script");
    script.textContent = trusted.createScript(text(name));
    document.head.append(script);
  };
  run("rescue.js");
  run("disk.js");
  run("whole.js");
  const program = await WebAssembly.compile(found.get("whole_bg.wasm"));
  const start = "onmessage = ({ data }) => { onmessage = null; wasm_bindgen({ module_or_path: data }).catch((error) => postMessage(String(error))); };";
  const desk = URL.createObjectURL(new Blob([text("whole.js"), start], { type: "text/javascript" }));
  // The program asks here for what it would fetch.
  self.envelopeFile = (name) => {
    if (name !== "desk/start.js") return text(name);
    const worker = new Worker(trusted.createScriptURL(desk));
    // It has been compiled once, which is enough for both.
    worker.postMessage(program);
    return worker;
  };
  await wasm_bindgen({ module_or_path: program });
});

/* Comfort only: every page works without this file. Its words come from #words in the frame. */
"use strict";
(() => {
  const all = (what, where = document) => [...where.querySelectorAll(what)];
  const words = document.getElementById("words")?.dataset ?? {};
  const say = (name, values = {}) =>
    (words[name] ?? "").replace(/\{(\w+)\}/g, (_, key) => values[key] ?? "");
  const clock = (time = new Date()) =>
    time.toLocaleTimeString("vi-VN", { hour: "2-digit", minute: "2-digit", timeZone: "Asia/Ho_Chi_Minh" });
  const make = (tag, look, text = "") =>
    Object.assign(document.createElement(tag), { className: look, textContent: text });

  // The text that could not be saved, kept in this machine for this person and this form.
  const person = document.body.dataset.person ?? "";
  const shelf = "thi-dua:" + person + ":";
  const stash = {
    read(key) {
      try { return JSON.parse(localStorage.getItem(shelf + key)); } catch { return null; }
    },
    write(key, value) {
      try { localStorage.setItem(shelf + key, JSON.stringify(value)); return true; } catch { return false; }
    },
    drop(key) {
      try { localStorage.removeItem(shelf + key); } catch { /* a closed store keeps nothing */ }
    },
    keys() {
      try { return Object.keys(localStorage).filter((k) => k.startsWith(shelf)).map((k) => k.slice(shelf.length)); } catch { return []; }
    },
  };

  const typed = (form) =>
    [...form.elements].filter((e) =>
      e.name && !e.readOnly && !e.disabled &&
      !["hidden", "file", "password", "submit", "button", "reset"].includes(e.type));
  const plain = (text) => text.normalize("NFC").replace(/\r\n/g, "\n").trim();
  const content = (form) =>
    typed(form)
      .filter((e) => !["checkbox", "radio"].includes(e.type) || e.checked)
      .flatMap((e) => (e.multiple ? [...e.selectedOptions].map((o) => [e.name, o.value]) : [[e.name, plain(e.value)]]));
  const refill = (form, pairs) => {
    const left = pairs.map((pair) => [...pair]);
    const take = (name, value) => {
      const at = left.findIndex((p) => p[0] === name && (value === undefined || p[1] === value));
      return at < 0 ? undefined : left.splice(at, 1)[0][1];
    };
    for (const e of typed(form)) {
      if (["checkbox", "radio"].includes(e.type)) e.checked = take(e.name, e.value) !== undefined;
      else if (e.multiple) for (const o of e.options) o.selected = take(e.name, o.value) !== undefined;
      else e.value = take(e.name) ?? e.value;
    }
    form.dispatchEvent(new Event("input", { bubbles: true }));
  };

  function autosave(form) {
    const url = form.dataset.autosave;
    const status = form.querySelector("[data-autosave-status]") ?? form.appendChild(make("p", "autosave"));
    status.setAttribute("role", "status");
    let saved = JSON.stringify(content(form));
    let timer = 0, running = null;
    const changed = () => JSON.stringify(content(form)) !== saved;

    const keep = (sent = false) => stash.write(url, { at: Date.now(), pairs: content(form), sent });

    async function save() {
      if (running || form.dataset.sent || !changed()) return;
      const now = JSON.stringify(content(form));
      const data = new FormData(form);
      for (const [name, value] of [...data]) if (value instanceof File) data.delete(name);
      running = new AbortController();
      status.textContent = say("saving");
      try {
        const answer = await fetch(url, {
          method: "POST", body: data, signal: running.signal, redirect: "manual", headers: { Accept: "application/json" },
        });
        if (!answer.ok) throw new Error(String(answer.status));
        saved = now;
        stash.drop(url);
        status.textContent = say("saved", { time: clock() });
      } catch {
        if (!form.dataset.sent && keep()) status.textContent = say("kept");
      }
      running = null;
      if (changed()) plan(form.dataset.sent ? 0 : 10000);
    }
    function plan(after) {
      clearTimeout(timer);
      if (after) timer = setTimeout(save, after);
    }
    form.addEventListener("input", () => plan(3000));
    form.addEventListener("change", () => plan(3000));
    // An expired session sends the person to the login page; what was typed waits here.
    form.addEventListener("submit", () => { plan(0); running?.abort(); keep(true); });
    addEventListener("pagehide", () => { if (!form.dataset.sent && changed()) keep(); });
    form.isUnsaved = changed;

    const old = stash.read(url);
    if (!old) return;
    if (JSON.stringify(old.pairs) === saved) return stash.drop(url);
    offer(form, old, () => stash.drop(url), () => { status.textContent = say("restored"); });
  }

  function offer(form, old, forget, restored) {
    const box = make("div", "callout callout-warning");
    const day = new Date(old.at);
    box.append(make("p", "", say("found", { time: clock(day) + ", " + day.toLocaleDateString("vi-VN") })));
    const row = box.appendChild(make("p", "buttons"));
    const yes = row.appendChild(make("button", "button button-primary", say("restore")));
    const no = row.appendChild(make("button", "button button-plain", say("drop")));
    yes.type = no.type = "button";
    yes.addEventListener("click", () => { box.remove(); refill(form, old.pairs); restored(); typed(form)[0]?.focus(); });
    no.addEventListener("click", () => { box.remove(); forget(); });
    box.setAttribute("role", "status");
    form.prepend(box);
  }

  // A page that reports success has taken what was sent.
  if (document.querySelector(".flash-success")) {
    for (const key of stash.keys()) if (stash.read(key)?.sent) stash.drop(key);
  }
  all("form[data-autosave]").forEach(autosave);

  // Leaving with unsaved text.
  for (const form of all("form[data-guard]:not([data-autosave])")) {
    const before = JSON.stringify(content(form));
    form.isUnsaved = () => JSON.stringify(content(form)) !== before;
  }
  addEventListener("beforeunload", (event) => {
    if (all("form[data-guard], form[data-autosave]").some((f) => !f.dataset.sent && f.isUnsaved?.())) event.preventDefault();
  });

  // One submit is enough. The button is switched off a moment later, so that its value is still sent.
  const voice = document.body.appendChild(make("p", "sr"));
  voice.setAttribute("role", "status");
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (event.defaultPrevented || form.method !== "post" || form.hasAttribute("data-again")) return;
    if (form.dataset.sent) return event.preventDefault();
    form.dataset.sent = "1";
    voice.textContent = say("sending");
    setTimeout(() => all("button[type=submit]", form).forEach((b) => {
      b.dataset.off = b.disabled ? "" : "1";
      b.disabled = true;
    }));
  });
  addEventListener("pageshow", (event) => {
    if (!event.persisted) return;
    voice.textContent = "";
    for (const form of all("form[data-sent]")) {
      delete form.dataset.sent;
      all("[data-off='1']", form).forEach((b) => { b.disabled = false; });
    }
  });

  // Ticking many rows.
  for (const head of all("[data-tick-all]")) {
    const form = head.closest("form");
    const rows = all("tbody input[type=checkbox]", head.closest("table"));
    head.hidden = rows.length === 0;
    const show = () => {
      const n = rows.filter((r) => r.checked).length;
      head.checked = n > 0 && n === rows.length;
      head.indeterminate = n > 0 && n < rows.length;
      if (!form) return;
      all("[data-tick-count]", form).forEach((box) => { box.hidden = false; box.querySelector("output").textContent = n; });
      all("[data-needs-tick]", form).forEach((b) => { b.disabled = n === 0; });
    };
    head.addEventListener("change", () => { rows.forEach((r) => { r.checked = head.checked; }); show(); });
    rows.forEach((r) => r.addEventListener("change", show));
    addEventListener("pageshow", show);
    show();
  }

  // Papers that are being made.
  for (const box of all("[data-progress]")) {
    let wait = 800;
    const started = Date.now();
    const look = async () => {
      try {
        const answer = await fetch(box.dataset.progress, { headers: { Accept: "application/json" } });
        const state = answer.ok ? await answer.json() : {};
        if (state.ready) {
          if (state.html) box.outerHTML = state.html;
          else if (state.url) location.replace(state.url);
          else location.reload();
          return;
        }
      } catch { /* the next look may find the server again */ }
      if (Date.now() - started > 180000) { box.querySelector("p").append(" " + say("slow")); return; }
      wait = Math.min(wait * 1.5, 15000);
      setTimeout(look, wait);
    };
    setTimeout(look, wait);
  }

  // What belongs to one choice only: data-only="name=value".
  for (const box of all("[data-only]")) {
    const [name, value] = box.dataset.only.split("=");
    const choices = all(`[name="${name}"]`, box.closest("form"));
    const show = () => { box.hidden = !choices.some((c) => c.checked && c.value === value); };
    choices.forEach((c) => c.addEventListener("change", show));
    addEventListener("pageshow", show);
    show();
  }

  // A file is chosen with our own words; the browser's stand in its own language.
  for (const input of all("input[data-upload]")) {
    const row = make("span", "upload");
    const button = row.appendChild(make("label", "button button-plain", input.dataset.upload));
    const name = row.appendChild(make("span", "muted"));
    const show = () => { name.textContent = input.files[0]?.name ?? input.dataset.none; };
    name.setAttribute("role", "status");
    input.classList.add("sr");
    input.before(row);
    button.append(input);
    input.addEventListener("change", show);
    input.addEventListener("keydown", (event) => {
      if (event.key !== "Enter") return;
      event.preventDefault();
      input.showPicker?.();
    });
    show();
  }

  // Letters counted as the server counts them.
  for (const area of all("[data-count]")) {
    const max = Number(area.dataset.count);
    const line = make("span", "count");
    area.after(line);
    const show = () => {
      const n = [...area.value.normalize("NFC").replace(/\r\n/g, "\n")].length;
      line.textContent = say(n > max ? "over" : "letters", { n: n.toLocaleString("vi-VN"), max: max.toLocaleString("vi-VN") });
      line.classList.toggle("count-over", n > max);
      line.hidden = n < max * 0.5;
    };
    area.addEventListener("input", show);
    area.form?.addEventListener("input", show);
    show();
  }

  for (const button of all("[data-print]")) {
    button.hidden = false;
    button.addEventListener("click", () => print());
  }

  // Menus close as people expect; the filter folds away on a phone when it is not in use.
  document.addEventListener("click", (event) =>
    all("details[data-menu][open]").forEach((d) => { if (!d.contains(event.target)) d.open = false; }));
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    all("details[data-menu][open]").forEach((d) => { d.open = false; d.querySelector("summary").focus(); });
  });
  if (matchMedia("(max-width: 48rem)").matches) {
    all("details[data-fold]:not([data-used])").forEach((d) => { d.open = false; });
  }
  document.querySelector(".error-summary")?.focus();
})();

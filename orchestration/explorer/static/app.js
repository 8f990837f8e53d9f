// What the pages do beyond links and forms: suggestions for offices, keys of the SQL page, the remembered name.
"use strict";

function suggestOffices(form) {
  const input = form.querySelector("input");
  const list = document.createElement("ul");
  list.className = "suggestions";
  list.id = "suggestions";
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", form.dataset.suggestions);
  list.hidden = true;
  form.append(list);
  for (const [name, value] of [["role", "combobox"], ["aria-autocomplete", "list"], ["aria-controls", list.id], ["aria-expanded", "false"]]) {
    input.setAttribute(name, value);
  }
  let chosen = -1;
  let asked = 0;
  let timer = 0;

  function choose(index) {
    chosen = index;
    [...list.children].forEach((item, at) => item.setAttribute("aria-selected", String(at === index)));
    const item = list.children[index];
    if (item) {
      input.setAttribute("aria-activedescendant", item.id);
      item.scrollIntoView({ block: "nearest" });
    } else {
      input.removeAttribute("aria-activedescendant");
    }
  }

  function show(offices) {
    list.replaceChildren(...offices.map((office, index) => {
      const item = document.createElement("li");
      item.id = `suggestion-${index}`;
      item.setAttribute("role", "option");
      item.dataset.href = office.href;
      const name = document.createElement("bdi");
      name.textContent = office.name;
      const about = document.createElement("small");
      const count = form.dataset.reports.replace("{reports}", office.reports).replace("{latest}", office.latest);
      about.textContent = [office.place, count].filter(Boolean).join(" · ");
      item.append(name, about);
      item.addEventListener("mousedown", (event) => {
        event.preventDefault();
        location.assign(office.href);
      });
      return item;
    }));
    list.hidden = offices.length === 0;
    input.setAttribute("aria-expanded", String(!list.hidden));
    choose(-1);
  }

  async function ask() {
    const mine = ++asked;
    const query = input.value.trim();
    const offices = query ? await (await fetch(`${form.dataset.suggest}?q=${encodeURIComponent(query)}`)).json() : [];
    if (mine === asked) show(offices);
  }

  input.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(ask, 120);
  });
  input.addEventListener("keydown", (event) => {
    const count = list.hidden ? 0 : list.children.length;
    if (event.key === "Escape") show([]);
    else if (count && event.key === "ArrowDown") choose((chosen + 1) % count);
    else if (count && event.key === "ArrowUp") choose((chosen + count - 1) % count);
    else if (event.key === "Enter" && count && chosen >= 0) location.assign(list.children[chosen].dataset.href);
    else return;
    event.preventDefault();
  });
  input.addEventListener("blur", () => show([]));
}

function runOnControlEnter(form) {
  const query = form.querySelector("textarea");
  query.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) form.requestSubmit();
  });
  for (const button of document.querySelectorAll("[data-insert]")) {
    button.addEventListener("click", () => {
      query.setRangeText(button.dataset.insert, query.selectionStart, query.selectionEnd, "end");
      query.focus();
    });
  }
}

function rememberName(field) {
  const key = `jixiao.${field.dataset.remember}`;
  field.value = localStorage.getItem(key) || "";
  field.addEventListener("change", () => localStorage.setItem(key, field.value));
}

document.querySelectorAll("form[data-suggest]").forEach(suggestOffices);
document.querySelectorAll("#sql-form").forEach(runOnControlEnter);
document.querySelectorAll("[data-remember]").forEach(rememberName);

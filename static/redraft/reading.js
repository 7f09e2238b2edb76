/* Keys for the reader: each presses the button, opens the fold or enters the box that names it. */
(() => {
  const KEPT = "redraft-reader-keys";
  const box = document.getElementById("keys-on");
  box.disabled = false;
  box.checked = localStorage.getItem(KEPT) !== "off";
  box.addEventListener("change", () => localStorage.setItem(KEPT, box.checked ? "on" : "off"));

  const typing = (element) => element.closest("textarea, select, input:not([type=checkbox]):not([type=radio])");

  const use = (target) => {
    if (target.tagName === "SUMMARY") {
      const fold = target.parentElement;
      fold.open = !fold.open;
      (fold.open && fold.querySelector("input, textarea") || target).focus();
    } else if (typing(target)) {
      target.focus();
    } else {
      target.click();
    }
  };

  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && typing(event.target)) {
      event.target.blur();
      return;
    }
    if (!box.checked || event.ctrlKey || event.altKey || event.metaKey || typing(event.target)) return;
    const target = document.querySelector(`[data-key="${CSS.escape(event.key)}"]`);
    if (!target) return;
    event.preventDefault();
    use(target);
  });

  const find = document.getElementById("find");
  if (!find) return;
  const buttons = document.querySelectorAll("#themes button");
  find.addEventListener("input", () => {
    const wanted = find.value.trim().toLowerCase();
    for (const button of buttons) button.hidden = !button.textContent.toLowerCase().includes(wanted);
  });
  find.form.addEventListener("submit", (event) => {
    const shown = [...buttons].filter((button) => !button.hidden);
    if (!find.value.trim() || !shown.length) return;
    event.preventDefault();
    shown[0].click();
  });
})();

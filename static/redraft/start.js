import { initAll } from "../govuk/govuk-frontend.min.js";

initAll();

// GOV.UK Frontend marks a radio that reveals more with aria-expanded, which ARIA 1.2 allows on no
// radio. What it controls comes next in the reading order either way, so the mark is taken off again.
function unmark() {
  for (const radio of document.querySelectorAll("input[type=radio][aria-expanded]")) {
    radio.removeAttribute("aria-expanded");
  }
}
unmark();
document.addEventListener("click", unmark);
window.addEventListener("pageshow", unmark);

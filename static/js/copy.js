// The button beside a citation: it shows itself, copies the text, and says so.
"use strict";

for (const button of document.querySelectorAll("button[data-copies]")) {
  const text = document.getElementById(button.dataset.copies);
  const said = document.getElementById(button.dataset.says);

  button.addEventListener("click", async () => {
    said.textContent = "";
    try {
      await navigator.clipboard.writeText(text.textContent);
      said.textContent = said.dataset.done;
    } catch {
      // Without https a browser lends no clipboard: the text is selected, and the older way tried.
      window.getSelection().selectAllChildren(text);
      said.textContent = document.execCommand("copy") ? said.dataset.done : said.dataset.else;
    }
  });
  button.hidden = false;
}

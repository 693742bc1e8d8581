// The / key goes to the search box. The page about the keyboard has the switch; this browser keeps it.
(() => {
  const KEPT = "slash-key";
  const box = document.querySelector('input[type="search"]');
  const part = document.getElementById("slash-part");

  const isOn = () => {
    try { return localStorage.getItem(KEPT) !== "off"; } catch { return true; }
  };

  document.addEventListener("keydown", (event) => {
    const typing = event.target.closest?.("input, textarea, select, [contenteditable]");
    const held = event.ctrlKey || event.metaKey || event.altKey || event.isComposing;
    if (event.key !== "/" || typing || held || event.defaultPrevented || !box || !isOn()) return;
    event.preventDefault();
    box.focus();
    box.select();
  });

  if (!part) return;
  const choice = document.getElementById("slash");
  const said = document.getElementById("slash-said");
  document.getElementById("slash-none").hidden = true;
  part.hidden = false;
  choice.checked = isOn();
  choice.addEventListener("change", () => {
    try {
      localStorage.setItem(KEPT, choice.checked ? "on" : "off");
      said.textContent = choice.checked ? said.dataset.on : said.dataset.off;
    } catch {
      choice.checked = true;
      said.textContent = said.dataset.else;
    }
  });
})();

/* Shows how far an import has come, every other second, for as long as something happens by itself. */
(() => {
  async function look() {
    const shown = document.querySelector("#laget");
    if (!shown || !shown.dataset.follow) return;
    try {
      const answer = await fetch(shown.dataset.follow, { headers: { "X-Requested-With": "XMLHttpRequest" } });
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      const now = page.querySelector("#laget");
      if (answer.ok && now && now.innerHTML !== shown.innerHTML && !shown.contains(document.activeElement)) {
        shown.replaceWith(document.adoptNode(now));
      }
    } catch {
      /* The next look may reach it. */
    }
    setTimeout(look, 2000);
  }
  setTimeout(look, 2000);
})();

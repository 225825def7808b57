/* The panel "Före publicering" (site/gate/gate_panel.py): its links go to the field or block, and it asks anew for what
   stands in the form. From other pages Wagtail's own "#:w:contentpath=" goes there. */
(() => {
  const place = (path) => {
    let found = document;
    for (const part of path.split('.')) {
      const inner = found.querySelector(`[data-contentpath="${CSS.escape(part)}"]`);
      if (!inner) break;
      found = inner;
    }
    if (found !== document) return found;
    const [name] = path.split('.');
    return document.getElementById(`id_${name}`) || document.getElementById(`id_${name}-FORMS`)?.closest('section') ||
      document.getElementById(`id_${name}-TOTAL_FORMS`)?.closest('section');
  };

  const show = (element) => {
    for (let panel = element; panel; panel = panel.parentElement) {
      const tab = panel.getAttribute('role') === 'tabpanel' && panel.hidden && panel.id;
      if (tab) document.querySelector(`[role="tab"][href="#${CSS.escape(tab)}"]`)?.click();
      const toggle = panel.querySelector?.(':scope > [data-panel-header] > [data-panel-toggle], :scope > div > [data-panel-toggle]');
      if (toggle?.getAttribute('aria-expanded') === 'false') toggle.click();
    }
  };

  const go = (path) => {
    const element = place(path);
    if (!element) return;
    show(element);
    const target =
      element.matches('input, textarea, select, button') ? element :
      element.querySelector('[role="textbox"], input:not([type="hidden"]), textarea, select') || element.querySelector('button') || element;
    target.scrollIntoView({ block: 'center' });
    target.focus();
  };

  document.addEventListener('click', (event) => {
    const link = event.target.closest?.('[data-brygga-spot]');
    if (link) {
      event.preventDefault();
      go(link.dataset.bryggaSpot);
      return;
    }
    const again = event.target.closest?.('[data-brygga-gate-again]');
    if (again) ask(again.closest('[data-brygga-gate]'));
  });

  const ask = async (panel) => {
    const form = document.querySelector('form[data-edit-form]');
    if (!panel?.dataset.address || !form) return;
    const found = panel.querySelector('[data-brygga-gate-found]');
    const answer = await fetch(panel.dataset.address, { method: 'POST', body: new FormData(form), credentials: 'same-origin' });
    panel.querySelector('[data-brygga-gate-unread]').hidden = answer.ok;
    if (answer.ok) found.innerHTML = await answer.text();
  };
})();

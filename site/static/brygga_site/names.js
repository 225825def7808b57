/* What one types in a field of names (site/name_choices.py) and does not choose stays in the field when one leaves it
   or saves: otherwise it would be dropped without a word. The server takes it, or says why it does not. */
(() => {
  const typing = (target) =>
    target instanceof HTMLInputElement &&
    target.matches('.tagit-new input') &&
    target.closest('ul.tagit')?.parentElement.querySelector('[data-brygga-names]');

  const keep = (input, field) => {
    if (field && input.value.trim()) window.jQuery(field).tagit('createTag', input.value.trim());
  };

  document.addEventListener(
    'keydown',
    (event) => {
      const field = typing(event.target);
      if (!field || event.key !== 'Enter') return;
      const menu = window.jQuery(event.target).autocomplete('widget');
      if (menu.is(':visible') && menu.find('.ui-state-active, .ui-state-focus').length) return;
      event.preventDefault();
      event.stopPropagation();
      keep(event.target, field);
      window.jQuery(event.target).autocomplete('close');
    },
    true,
  );
  document.addEventListener('focusout', (event) => keep(event.target, typing(event.target)), true);
  document.addEventListener(
    'submit',
    (event) => {
      event.target.querySelectorAll('.tagit-new input').forEach((input) => keep(input, typing(input)));
    },
    true,
  );
})();

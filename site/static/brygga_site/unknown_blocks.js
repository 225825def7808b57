/* Blocks of a kind that the stream no longer has: shown and kept in the form, but not among those that can be added. */
(() => {
  const { StreamBlockDefinition } = window.wagtailStreamField.blocks;

  class KeepingStreamBlockDefinition extends StreamBlockDefinition {
    constructor(name, groups, states, meta, unknown) {
      super(name, groups, states, meta);
      this.childBlockDefsByName[unknown.name] = unknown;
    }
  }

  window.telepath.register("brygga.site.KeepingStreamBlock", KeepingStreamBlockDefinition);
})();
